//! Who asks, behind proxies and pretending to be.

use actix_web::http::header::HeaderValue;
use proptest::prelude::*;

use super::*;

fn behind(trusted: &str, header: ForwardedBy) -> Proxies {
    Proxies {
        trusted: trusted.to_owned().try_into().unwrap(),
        header,
    }
}

/// The client that is found where this peer sends these lines.
fn found(proxies: &Proxies, peer: &str, lines: &[&str]) -> String {
    let name = match proxies.header {
        ForwardedBy::XForwardedFor => HeaderName::from_static("x-forwarded-for"),
        ForwardedBy::Forwarded => FORWARDED,
    };
    let mut headers = HeaderMap::new();
    for line in lines {
        headers.append(name.clone(), HeaderValue::from_str(line).unwrap());
    }
    let client = proxies.client(Some(peer.parse().unwrap()), &headers);
    client.unwrap().to_string()
}

#[test]
fn nobody_is_believed_who_is_not_a_trusted_proxy() {
    for proxies in [
        Proxies::default(),
        behind("10.0.0.0/8", ForwardedBy::XForwardedFor),
    ] {
        assert_eq!(found(&proxies, "192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
    }
}

#[test]
fn the_client_is_the_first_from_the_right_that_is_no_trusted_proxy() {
    let proxies = behind("10.0.0.0/8, 127.0.0.1", ForwardedBy::XForwardedFor);
    for (lines, client) in [
        (&["198.51.100.7"][..], "198.51.100.7"),
        (&["203.0.113.9, 198.51.100.7"], "198.51.100.7"),
        (&["203.0.113.9, 198.51.100.7, 10.0.0.3"], "198.51.100.7"),
        (&["203.0.113.9", "198.51.100.7, 10.0.0.3"], "198.51.100.7"),
        (&["198.51.100.7:4711"], "198.51.100.7"),
        (&["[2001:db8::1]:4711"], "2001:db8::1"),
        (&["2001:db8::1"], "2001:db8::1"),
        (&["10.0.0.3"], "10.0.0.3"),
        (&["198.51.100.7, unknown"], "127.0.0.1"),
        (&["198.51.100.7,"], "127.0.0.1"),
        (&[], "127.0.0.1"),
    ] {
        assert_eq!(found(&proxies, "127.0.0.1", lines), client, "{lines:?}");
    }
    assert_eq!(
        found(&proxies, "::ffff:127.0.0.1", &["198.51.100.7"]),
        "198.51.100.7"
    );
}

#[test]
fn the_standard_header_is_read_the_same_way_where_it_is_the_one() {
    let proxies = behind("10.0.0.0/8", ForwardedBy::Forwarded);
    for (line, client) in [
        ("for=198.51.100.7", "198.51.100.7"),
        (
            "for=203.0.113.9, For=\"198.51.100.7:4711\";proto=https;by=10.0.0.1",
            "198.51.100.7",
        ),
        ("proto=https; for=\"[2001:db8::1]:4711\"", "2001:db8::1"),
        ("for=_hidden", "10.0.0.1"),
        ("by=198.51.100.7", "10.0.0.1"),
    ] {
        assert_eq!(found(&proxies, "10.0.0.1", &[line]), client, "{line}");
    }
}

#[test]
fn the_header_that_is_not_the_one_is_not_heard() {
    let proxies = behind("10.0.0.0/8", ForwardedBy::XForwardedFor);
    let mut headers = HeaderMap::new();
    headers.append(FORWARDED, HeaderValue::from_static("for=198.51.100.7"));
    let client = proxies.client(Some("10.0.0.1".parse().unwrap()), &headers);
    assert_eq!(client, Some("10.0.0.1".parse().unwrap()));
}

#[test]
fn networks_are_named_one_by_one_and_what_is_none_is_refused() {
    assert!(Networks::try_from(String::new()).is_ok());
    assert!(Networks::try_from("10.0.0.0/8, 2001:db8::/32, ::1".to_owned()).is_ok());
    for odd in ["10.0.0.0/33", "everywhere", "10.0.0.0/8; 127.0.0.1"] {
        assert!(Networks::try_from(odd.to_owned()).is_err(), "{odd}");
    }
}

proptest! {
    #[test]
    fn whatever_is_written_somebody_is_found(line in "[ -~]{0,200}", standard: bool) {
        let header = if standard { ForwardedBy::Forwarded } else { ForwardedBy::XForwardedFor };
        let client = found(&behind("0.0.0.0/0", header), "127.0.0.1", &[&line]);
        prop_assert!(client.parse::<IpAddr>().is_ok());
    }
}

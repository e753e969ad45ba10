//! An issuer whose keys are at an address: that answers, changes its keys, and is down for a while.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

use super::*;
use crate::auth::{Issuer, IssuerSettings, LocalKey, Profile, Verifier};
use crate::randomness::Randomness;
use crate::testing::{NOW, claims};

/// A place where an issuer publishes its keys.
struct Published {
    url: String,
    keys: Arc<Mutex<Option<Value>>>,
    asked: Arc<AtomicU32>,
}

impl Published {
    fn new(keys: Value) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/keys", listener.local_addr().unwrap());
        let (keys, asked) = (Arc::new(Mutex::new(Some(keys))), Arc::new(AtomicU32::new(0)));
        let (shown, counted) = (keys.clone(), asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let head = BufReader::new(stream.try_clone().unwrap()).lines();
                head.map_while(Result::ok).find(String::is_empty);
                counted.fetch_add(1, Ordering::SeqCst);
                let (status, body) = match shown.lock().unwrap().as_ref() {
                    Some(keys) => ("200 OK", keys.to_string()),
                    None => ("503 Service Unavailable", String::new()),
                };
                let length = body.len();
                write!(
                    stream,
                    "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                )
                .unwrap();
            }
        });
        Self { url, keys, asked }
    }

    fn show(&self, keys: Option<Value>) {
        *self.keys.lock().unwrap() = keys;
    }

    fn asked(&self) -> u32 {
        self.asked.load(Ordering::SeqCst)
    }

    fn verifier(&self) -> Verifier {
        let settings = IssuerSettings {
            jwks_url: Some(self.url.clone()),
            ..IssuerSettings::of("https://id.example", Profile::Oidc)
        };
        Verifier::new(vec![Issuer::load(&settings, NOW).unwrap()])
    }
}

fn key(seed: u64) -> LocalKey {
    LocalKey::generate(&Randomness::seeded(seed))
}

fn set(keys: &[&LocalKey]) -> Value {
    let jwk = |key: &&LocalKey| json!({ "kty": "OKP", "crv": "Ed25519", "kid": key.id(), "x": key.public() });
    json!({ "keys": keys.iter().map(jwk).collect::<Vec<_>>() })
}

/// Whether a token signed with a key is trusted at a moment, the keys being fetched first when that is due.
fn is_trusted(verifier: &Verifier, key: &LocalKey, now: OffsetDateTime) -> bool {
    let mut claims = claims("operator", "c_e625");
    claims.insert("iss".to_owned(), json!("https://id.example"));
    let token = key.sign(&claims).unwrap();
    if let Some(keys) = verifier.to_fetch(&token, now) {
        keys.fetch(now);
    }
    verifier.verify(&token, now).is_ok()
}

fn after(seconds: u64) -> OffsetDateTime {
    NOW + Duration::from_secs(seconds)
}

#[test]
fn the_pause_doubles_while_attempts_fail_up_to_five_minutes() {
    let pauses = [0, 1, 2, 5, 40].map(|failed| pause_after(failed).as_secs());
    assert_eq!(pauses, [10, 20, 40, 300, 300]);
}

#[test]
fn a_token_with_a_key_that_the_issuer_has_just_published_is_trusted() {
    let (old, new) = (key(1), key(2));
    let published = Published::new(set(&[&old]));
    let verifier = published.verifier();
    assert!(is_trusted(&verifier, &old, after(20)));
    assert_eq!(published.asked(), 1, "known keys are not asked for");
    published.show(Some(set(&[&old, &new])));
    assert!(is_trusted(&verifier, &new, after(21)));
    assert_eq!(published.asked(), 2);
}

#[test]
fn made_up_keys_do_not_make_us_ask_without_end() {
    let published = Published::new(set(&[&key(1)]));
    let verifier = published.verifier();
    for seed in 10..20 {
        assert!(!is_trusted(&verifier, &key(seed), after(20)));
    }
    assert_eq!(published.asked(), 2);
}

#[test]
fn while_the_issuer_is_down_its_known_keys_are_trusted_and_it_is_asked_ever_less_often() {
    let (old, new) = (key(1), key(2));
    let published = Published::new(set(&[&old]));
    let verifier = published.verifier();
    published.show(None);
    for second in 301..=600 {
        assert!(is_trusted(&verifier, &old, after(second)));
    }
    assert_eq!(published.asked(), 1 + 5, "after 0, 10, 30, 70 and 150 seconds");
    published.show(Some(set(&[&new])));
    assert!(is_trusted(&verifier, &new, after(700)));
    assert!(
        !is_trusted(&verifier, &old, after(700)),
        "a key that was taken back"
    );
}

#[test]
fn an_issuer_that_is_down_at_the_start_is_trusted_once_it_answers() {
    let published = Published::new(set(&[&key(1)]));
    published.show(None);
    let verifier = published.verifier();
    assert!(!is_trusted(&verifier, &key(1), after(1)));
    published.show(Some(set(&[&key(1)])));
    assert!(is_trusted(&verifier, &key(1), after(11)));
}

#[test]
fn keys_of_a_kind_that_cannot_be_used_are_passed_over() {
    let mut keys = set(&[&key(1)]);
    let odd = [
        json!({ "kty": "oct", "kid": "s", "k": "c2VjcmV0" }),
        json!({ "kty": "OKP", "crv": "Ed25519", "x": "AA" }),
    ];
    keys["keys"].as_array_mut().unwrap().extend(odd);
    assert!(is_trusted(&Published::new(keys).verifier(), &key(1), NOW));
}

#[test]
fn keys_are_fetched_over_https_or_from_this_machine_only() {
    let fault = |url: &str| {
        let settings = IssuerSettings {
            jwks_url: Some(url.to_owned()),
            ..IssuerSettings::of("i", Profile::Oidc)
        };
        Issuer::load(&settings, NOW).is_err()
    };
    assert!(fault("http://id.example/keys"));
    assert!(fault("file:///etc/passwd"));
    assert!(fault("keys"));
    assert!(!fault("http://127.0.0.1:9/keys"));
}

//! Proxies before the service, and the client behind them.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use actix_web::http::header::{FORWARDED, HeaderMap, HeaderName};
use ipnet::IpNet;
use serde::Deserialize;

/// The header in which proxies say whom they ask for. One alone is heard: a client could write the other itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForwardedBy {
    /// `X-Forwarded-For`: addresses between commas.
    #[default]
    XForwardedFor,
    /// `Forwarded` (RFC 7239): the parameter `for`.
    Forwarded,
}

/// Networks, written with commas between them: `10.0.0.0/8, 127.0.0.1`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Networks(Vec<IpNet>);

impl TryFrom<String> for Networks {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let named = text.split(',').map(str::trim).filter(|name| !name.is_empty());
        named
            .map(|name| {
                IpNet::from_str(name)
                    .or_else(|_| IpAddr::from_str(name).map(IpNet::from))
                    .map_err(|_| format!("{name} is neither a network nor an address"))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// The proxies whose word is taken.
#[derive(Clone, Debug, Default)]
pub struct Proxies {
    /// Where they are; none are trusted when empty.
    pub trusted: Networks,
    /// How they say it.
    pub header: ForwardedBy,
}

impl Proxies {
    /// The client that asks: whoever is connected, or, where that is a trusted proxy, whomever it names. The names are read
    /// from the right, as each proxy adds the one before it, up to the first that is not a trusted proxy itself; what stands
    /// further left may be made up. A name that is no address hides whoever is behind it.
    pub(super) fn client(&self, peer: Option<IpAddr>, headers: &HeaderMap) -> Option<IpAddr> {
        let mut client = peer?;
        let name = match self.header {
            ForwardedBy::XForwardedFor => HeaderName::from_static("x-forwarded-for"),
            ForwardedBy::Forwarded => FORWARDED,
        };
        let lines: Vec<_> = headers
            .get_all(name)
            .map(|line| line.to_str().unwrap_or_default())
            .collect();
        let named = lines.iter().flat_map(|line| line.split(','));
        for hop in named.collect::<Vec<_>>().into_iter().rev() {
            if !self.is_trusted(client) {
                break;
            }
            match self.address(hop) {
                Some(address) => client = address,
                None => break,
            }
        }
        Some(client)
    }

    fn is_trusted(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.trusted.0.iter().any(|network| network.contains(&address))
    }

    fn address(&self, hop: &str) -> Option<IpAddr> {
        let node = match self.header {
            ForwardedBy::XForwardedFor => hop,
            ForwardedBy::Forwarded => hop.split(';').find_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                name.trim().eq_ignore_ascii_case("for").then_some(value)
            })?,
        };
        address(node.trim().trim_matches('"'))
    }
}

/// An address, with or without brackets and a port.
fn address(node: &str) -> Option<IpAddr> {
    let bare = node.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    bare.unwrap_or(node)
        .parse()
        .ok()
        .or_else(|| node.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
#[path = "proxies_tests.rs"]
mod tests;

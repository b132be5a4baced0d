//! The addresses of gateways in settings: `scheme://USER:PASSWORD@HOST:PORT?option=value`, read strictly.
//! Not here: what each gateway makes of it.

use std::net::IpAddr;
use std::ops::RangeInclusive;
use url::Url;

/// An address that is none of the accepted forms. It says nothing more: the value may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an accepted address of a gateway")]
pub struct UrlError;

/// The parts of an address.
pub(crate) struct GatewayUrl {
    pub scheme: String,
    pub host: String,
    pub port: Option<u16>,
    pub credentials: Option<(String, String)>,
    options: Vec<(String, String)>,
}

impl GatewayUrl {
    pub(crate) fn parse(text: &str) -> Result<Self, UrlError> {
        let url = Url::parse(text).map_err(|_| UrlError)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(UrlError)?;
        if !["", "/"].contains(&url.path()) || url.fragment().is_some() {
            return Err(UrlError);
        }
        let decoded = |text: &str| {
            percent_encoding::percent_decode_str(text).decode_utf8().map(std::borrow::Cow::into_owned).map_err(|_| UrlError)
        };
        let credentials = match (url.username(), url.password()) {
            ("", None) => None,
            (user, password) => Some((decoded(user)?, decoded(password.unwrap_or_default())?)),
        };
        Ok(Self {
            scheme: url.scheme().to_owned(),
            host: host.trim_start_matches('[').trim_end_matches(']').to_owned(),
            port: url.port(),
            credentials,
            options: url.query_pairs().into_owned().collect(),
        })
    }

    /// An option's value; the first, if it is there twice.
    pub(crate) fn option(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// An option that is a number in a range.
    pub(crate) fn number(&self, name: &str, range: RangeInclusive<usize>) -> Result<Option<usize>, UrlError> {
        let Some(value) = self.option(name) else { return Ok(None) };
        let number = value.parse().map_err(|_| UrlError)?;
        if range.contains(&number) { Ok(Some(number)) } else { Err(UrlError) }
    }

    /// Refuses options beside these: a misspelt one must not go unseen.
    pub(crate) fn only(&self, names: &[&str]) -> Result<(), UrlError> {
        let known = self.options.iter().all(|(name, _)| names.contains(&name.as_str()));
        if known { Ok(()) } else { Err(UrlError) }
    }

    /// The gateway is on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }
}

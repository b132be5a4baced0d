//! Who the messages come from, as every adapter needs to know it.
//! Not here: settings and their defaults (see the binary).

use domain::Email;
use domain::view::AgentContacts;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The agent behind all messages, and the site they lead to.
#[derive(Clone, Debug)]
pub struct Sender {
    /// Name at the head, phone and hours at the foot.
    pub agent: AgentContacts,
    /// `https://kvitok.example.ru`, without a slash at the end.
    pub public_url: String,
    /// The address letters come from.
    pub from: Email,
    /// The zone of the `Date` header.
    pub timezone: TimeZone,
}

impl Sender {
    /// The host of [`Sender::public_url`], without scheme, port and path.
    pub fn host(&self) -> &str {
        let rest = self.public_url.split_once("://").map_or(self.public_url.as_str(), |(_, rest)| rest);
        let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
            _ => authority,
        }
    }
}

/// An instant out of unix milliseconds; what no clock can say becomes 1970.
pub(crate) fn instant(unix_ms: i64) -> Timestamp {
    Timestamp::from_millisecond(unix_ms.max(0)).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_has_no_scheme_port_or_path() {
        for (url, host) in [
            ("https://kvitok.example.ru", "kvitok.example.ru"),
            ("http://127.0.0.1:3000", "127.0.0.1"),
            ("http://[::1]:3000/cabinet", "[::1]"),
            ("http://[::1]", "[::1]"),
            ("localhost:3000", "localhost"),
        ] {
            let sender = Sender {
                agent: AgentContacts::default(),
                public_url: url.to_owned(),
                from: Email::parse("info@example.ru").unwrap(),
                timezone: TimeZone::UTC,
            };
            assert_eq!(sender.host(), host, "{url}");
        }
    }
}

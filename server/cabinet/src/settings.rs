//! What the operator of an installation sets, as the use cases need it.
//! Not here: reading files and the environment (see `kvitok`).

use crate::QuietHours;
use domain::Supplier;
use domain::view::AgentContacts;
use jiff::tz::TimeZone;

/// Settings of an installation.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `https://kvitok.example.ru`, without a slash at the end.
    pub public_url: String,
    /// Who runs the cabinet.
    pub agent: AgentContacts,
    /// The agent's own requisites, where it takes payments for all suppliers; then receipts have a joint QR.
    pub agent_payee: Option<Supplier>,
    /// Whether letters carry the receipt as PDF, or a link to it only.
    pub attach_pdf: bool,
    /// Where the agent is.
    pub timezone: TimeZone,
    /// When no SMS goes out but codes; none: SMS go out at any hour.
    pub quiet_hours: Option<QuietHours>,
    /// Whether this is the demo: `/dev/outbox` exists only then.
    pub demo: bool,
}

impl Settings {
    /// Whether cookies can be marked Secure: everywhere but on plain http, which only a machine's own address may use.
    pub fn https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// A moment on the clocks of the agent's town.
    pub fn local(&self, ms: i64) -> jiff::Zoned {
        jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(self.timezone.clone())
    }

    /// An absolute address of a page.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
}

//! What gateways say later about the messages they took: by call-backs, or asked.
//! Not here: gateways (see `messaging`), handing over (see `delivery`).

use crate::ports::Report;
use crate::{Cabinet, Outcome};

impl Cabinet {
    /// Notes what gateways report; answers how many messages it changed.
    #[expect(clippy::unused_async, reason = "the queue will be written to")]
    pub async fn note_reports(&self, _reports: &[Report]) -> Outcome<usize> {
        Ok(0)
    }
}

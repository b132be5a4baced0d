//! Forms that were not accepted: what was typed and what was wrong, kept for the browser that typed it, so that a
//! redirect can show it again with or without scripts. Not here: the forms themselves.

use crate::access::Visitor;
use crate::secret::{hex, token_hash, unhex};
use crate::{Cabinet, DAY, Outcome};
use domain::view::{FormState, Problem};
use std::collections::BTreeMap;
use storage::drafts;

/// The longest value that is kept, in characters: a page never grows by what was pasted into it.
const MAX_VALUE: usize = 300;

impl Cabinet {
    /// Keeps a form that was not accepted and answers the id under which its page shows it again.
    /// `values` never holds passwords and codes: the caller leaves them out.
    pub async fn keep_form(
        &self,
        visitor: &Visitor,
        form: &str,
        values: &[(&str, &str)],
        problems: &[(&'static str, Problem)],
    ) -> Outcome<String> {
        let cut = |text: &str| text.chars().filter(|c| !c.is_control()).take(MAX_VALUE).collect::<String>();
        let values: BTreeMap<String, String> = values.iter().map(|(name, value)| ((*name).to_owned(), cut(value))).collect();
        let problems = problems.iter().map(|(field, problem)| ((*field).to_owned(), *problem)).collect();
        self.keep_state(visitor, form, &FormState { values, problems }).await
    }

    /// Keeps a state of a form that we made ourselves, as it is.
    pub(crate) async fn keep_state(&self, visitor: &Visitor, form: &str, state: &FormState) -> Outcome<String> {
        let Some(browser) = visitor.browser else { return Ok(String::new()) };
        let body = serde_json::to_string(state).unwrap_or_default();
        let id = self.random.bytes::<16>();
        let mut tx = self.db.write().await?;
        drafts::put(&mut tx, &id, &token_hash(&browser), form, &body, self.now() + DAY).await?;
        tx.commit().await?;
        Ok(hex(&id))
    }

    /// The form to show: as it was typed, or empty for an unknown id or somebody else's.
    pub async fn form(&self, visitor: &Visitor, form: &str, id: Option<&str>) -> Outcome<FormState> {
        let (Some(browser), Some(id)) = (visitor.browser, id.and_then(unhex)) else { return Ok(FormState::default()) };
        let mut tx = self.db.read().await?;
        let body = drafts::find(&mut tx, &id, &token_hash(&browser), form, self.now()).await?;
        Ok(body.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default())
    }
}

//! The server's half of `server_fns::check`.
//! Not here: the use cases themselves (see `cabinet`).

use super::{Ask, Form};
use crate::Refusal;
use crate::server_fns::check::CheckAnswer;
use cabinet::Failure;
use cabinet::checking::Checked;
use domain::view::{CheckPage, FormState};
use std::collections::BTreeMap;

/// The page.
pub async fn load_check(code: Option<String>, form: Option<String>) -> Result<CheckAnswer, Refusal> {
    let ask = Ask::take()?;
    let page = match ask.cabinet.check_page(&ask.visitor, code.as_deref(), form.as_deref()).await {
        // Too many codes from one address: the page says so, there was no form to say it.
        Err(Failure::Problems(problems)) => {
            let problems = problems.into_iter().map(|(field, problem)| (field.to_owned(), problem)).collect();
            CheckPage { verdict: None, form: FormState { values: BTreeMap::new(), problems } }
        }
        outcome => ask.answer(outcome)?,
    };
    Ok(CheckAnswer { page, agent: ask.cabinet.settings.agent.clone() })
}

/// Checks what was typed, pasted or scanned.
pub async fn check_text(text: String) -> Result<(), Refusal> {
    let ask = Ask::take()?;
    let outcome = match ask.cabinet.check_typed(&ask.visitor, &text).await {
        Ok(Checked::Code(code)) => Ok(format!("/check/{}", code.compact())),
        Ok(Checked::Verdict(verdict)) => {
            ask.cabinet.keep_verdict(&ask.visitor, &verdict).await.map(|id| format!("/check?form={id}"))
        }
        Err(failure) => Err(failure),
    };
    let next = outcome.as_ref().cloned().unwrap_or_default();
    let values = [("text", text.as_str())];
    ask.finish(outcome.map(drop), &next, Form { page: "/check", name: "check", values: &values }).await
}

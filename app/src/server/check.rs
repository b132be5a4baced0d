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
    let asked = code_of_our_address(&text, &ask.cabinet.settings.public_url).unwrap_or(&text);
    let outcome = match ask.cabinet.check_typed(&ask.visitor, asked).await {
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

/// The code in the address that our second QR holds. A QR may hold it in capitals, which take less room. An address of
/// another site is no code of ours, whatever it ends in.
fn code_of_our_address<'a>(text: &'a str, public_url: &str) -> Option<&'a str> {
    let text = text.trim();
    let (start, rest) = text.split_at_checked(public_url.len())?;
    let (path, code) = rest.split_at_checked("/check/".len())?;
    let ours = start.eq_ignore_ascii_case(public_url) && path.eq_ignore_ascii_case("/check/");
    let code = code.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    (ours && !code.is_empty()).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_our_small_qr_is_its_code() {
        let ours = "https://kvitok.example";
        for text in [
            "https://kvitok.example/check/K7QM3X9PT2WD",
            " HTTPS://KVITOK.EXAMPLE/CHECK/K7QM3X9PT2WD\n",
            "https://kvitok.example/check/K7QM3X9PT2WD/",
            "https://kvitok.example/check/K7QM3X9PT2WD?from=paper#top",
        ] {
            assert_eq!(code_of_our_address(text, ours), Some("K7QM3X9PT2WD"), "{text}");
        }
    }

    #[test]
    fn another_address_and_other_texts_are_left_as_they_are() {
        let ours = "https://kvitok.example";
        for text in [
            "",
            "K7QM-3X9P-T2WD",
            "https://kvitok.example",
            "https://kvitok.example/check/",
            "https://kvitok.example/check/?x",
            "https://kvitok.example.evil/check/K7QM3X9PT2WD",
            "https://evil.example/check/K7QM3X9PT2WD",
            "http://kvitok.example/check/K7QM3X9PT2WD",
            "https://kvitok.examplе/check/K7QM3X9PT2WD", // a Cyrillic letter in the middle of the split
            "ST00012|Name=Ромашка|PersonalAcc=40702810000000000001",
        ] {
            assert_eq!(code_of_our_address(text, ours), None, "{text}");
        }
    }
}

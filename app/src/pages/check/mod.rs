//! `/check` and `/check/{code}`: whether a receipt is ours, for anybody who has one.
//! Not here: how it is found out (see `cabinet`); reading a file (see `kvitok`).

mod camera;
mod file;
mod scanner;
mod verdict;

use crate::components::{Data, Field, Page, PostForm, TextField, loaded, param, post_to, query};
use crate::locales::t;
use crate::server_fns::check::{CheckAnswer, CheckText, load_check};
use domain::view::{AgentContacts, Verdict};
use leptos::prelude::*;
use scanner::Scanner;

/// The page: of a code, of what was just checked, or empty.
#[component]
pub fn Check() -> impl IntoView {
    let (code, form) = (param("code"), query("form"));
    let data = Data::new(
        move || (Some(code.get()).filter(|code| !code.is_empty()), form.get()),
        |(code, form)| load_check(code, form),
    );
    loaded(data, page)
}

fn page(data: CheckAnswer) -> AnyView {
    let CheckAnswer { page, agent } = data;
    let (field, file) = (Field::of(&page.form, "text"), file::form(&page.form));
    let answered = page.verdict.is_some();
    let verdict = page.verdict;
    let action = post_to::<CheckText>();
    view! {
        <Page title=t!(check::TITLE) form=page.form>
            {top(verdict, &agent)}
            <Scanner field="text"/>
            <PostForm action button=t!(check::CHECK) busy=t!(check::CHECK_BUSY) quiet=answered>
                <TextField
                    field=field
                    label=t!(check::TEXT)
                    hint=t!(check::TEXT_HINT)
                    width="input--long"
                />
            </PostForm>
            {file}
        </Page>
    }
    .into_any()
}

/// Called inside the page: the answer asks for the focus after the heading does, and keeps it.
fn top(verdict: Option<Verdict>, agent: &AgentContacts) -> AnyView {
    match verdict {
        Some(verdict) => view! {
            {verdict::answer(verdict, agent)}
            <h2>{t!(check::AGAIN)}</h2>
        }
        .into_any(),
        None => t!(check::LEAD).map(|sentence| view! { <p>{sentence}</p> }).into_any(),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::verdict::answer;
    use crate::pages::addresses::tests::html;
    use domain::view::{AgentContacts, Requisites, Verdict};
    use domain::{Date, Money};

    fn all() -> Vec<Verdict> {
        let (period, day) = ("2026-09".parse().expect("a month"), Date { year: 2026, month: 10, day: 3 });
        vec![
            Verdict::Ours { period, published: day, total: None },
            Verdict::Ours { period, published: day, total: Some(Money::ZERO) },
            Verdict::Replaced { period, replaced: day },
            Verdict::PayeeOurs { payee: Requisites { name: "ООО «Тепло»".into(), ..Requisites::default() } },
            Verdict::PayeeOld { name: "ООО «Тепло»".into() },
            Verdict::Foreign { found: vec!["<script>40702".into()] },
            Verdict::Altered,
            Verdict::Unknown,
        ]
    }

    fn shown(verdict: Verdict) -> String {
        let agent = AgentContacts { phone: "8 800 555-01-02".into(), ..AgentContacts::default() };
        html(move || answer(verdict, &agent))
    }

    #[test]
    fn every_answer_has_its_own_sentence_its_own_word_and_says_what_to_do() {
        let answers: Vec<String> = all().into_iter().map(shown).collect();
        for (index, answer) in answers.iter().enumerate() {
            assert!(answer.contains(r#"role="status""#) && answer.contains("<h2"), "{answer}");
            assert!(answers.iter().skip(index + 1).all(|other| other != answer), "{answer}");
        }
        let forbids = |index: usize| answers[index].contains("Не платите");
        assert_eq!((0..8).filter(|index| forbids(*index)).collect::<Vec<_>>(), [4, 5, 6]);
        for index in [4, 5, 6, 7] {
            assert!(answers[index].contains(r#"href="tel:88005550102""#), "{}", answers[index]);
        }
    }

    #[test]
    fn what_a_forged_document_holds_is_shown_as_text() {
        let answer = shown(Verdict::Foreign { found: vec!["<script>40702".into()] });
        assert!(answer.contains("&lt;script&gt;40702"), "{answer}");
    }
}

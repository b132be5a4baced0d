//! The page of the practice bank: a document of its own without scripts, in the cabinet's style, as a foreign bank's would be.
//! Not here: what its buttons do (see `server`), the bank itself (see `payments`).

use crate::components::phone_link;
use crate::locales::t;
use domain::{Language, Money};
use leptos::prelude::*;

/// A payment that waits for the payer's decision.
#[derive(Clone, Copy, Debug)]
pub struct PracticePayment<'a> {
    /// Where the buttons lead.
    pub action: &'a str,
    /// How much.
    pub amount: Money,
    /// What for, as the cabinet has told the bank.
    pub description: &'a str,
}

/// The document. `style` is the address of the style sheet, `phone` the agent's; without a payment it says that there is none.
pub fn practice_bank(language: Language, style: &str, phone: &str, payment: Option<PracticePayment<'_>>) -> String {
    Owner::new().with(|| {
        provide_context(language);
        let (title, main) = match payment {
            Some(payment) => (t!(practice_bank::TITLE), decision(payment)),
            None => (t!(practice_bank::UNKNOWN_TITLE), unknown()),
        };
        let html = view! {
            <html lang=language.as_str()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content="light dark"/>
                    <meta name="robots" content="noindex"/>
                    <title>{title}</title>
                    <link rel="stylesheet" href=style.to_owned()/>
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                </head>
                <body>
                    <a class="skip-link" href="#main">{t!(common::SKIP)}</a>
                    <main id="main" tabindex="-1">
                        <h1>{title}</h1>
                        {main}
                    </main>
                    <footer class="site-foot">
                        <p>{t!(common::HELP)} ": " <a href=phone_link(phone)>{phone.to_owned()}</a></p>
                    </footer>
                </body>
            </html>
        };
        format!("<!DOCTYPE html>{}", html.to_html())
    })
}

fn decision(payment: PracticePayment<'_>) -> AnyView {
    view! {
        <p>{t!(practice_bank::LEAD)}</p>
        <dl class="summary-list">
            <div><dt>{t!(practice_bank::SUM)}</dt><dd>{payment.amount.roubles()}</dd></div>
            <div><dt>{t!(practice_bank::PURPOSE)}</dt><dd>{payment.description.to_owned()}</dd></div>
        </dl>
        <form method="post" action=payment.action.to_owned() novalidate=true>
            <div class="button-row">
                <button class="button button--primary" type="submit" name="answer" value="pay">
                    {t!(practice_bank::PAY)}
                </button>
                <button class="button button--quiet" type="submit" name="answer" value="refuse">
                    {t!(practice_bank::REFUSE)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn unknown() -> AnyView {
    view! {
        <p>{t!(practice_bank::UNKNOWN_TEXT)}</p>
        <p><a href="/">{t!(practice_bank::HOME)}</a></p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_banks_page_says_that_no_money_is_taken_and_shows_texts_as_texts() {
        let payment =
            PracticePayment { action: "/demo-bank/a", amount: Money(123_450), description: "<b>Квитанция</b>" };
        for (language, words) in [(Language::Ru, "деньги не списываются"), (Language::En, "no money is taken")]
        {
            let html = practice_bank(language, "/pkg/kvitok.css", "8 800 555-01-02", Some(payment)).replace('\u{a0}', " ");
            assert!(html.starts_with(&format!("<!DOCTYPE html><html lang=\"{}\"", language.as_str())), "{html}");
            for there in [words, "&lt;b&gt;", "tel:88005550102", "value=\"pay\"", "value=\"refuse\"", "/demo-bank/a"] {
                assert!(html.contains(there), "{there}: {html}");
            }
            assert!(html.contains(&payment.amount.roubles().replace('\u{a0}', " ")), "{html}");
            let html = practice_bank(language, "/pkg/kvitok.css", "8 800 555-01-02", None);
            assert!(!html.contains("<form"), "{html}");
        }
    }
}

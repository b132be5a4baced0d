//! `/`: what an electronic receipt is, in one screen, and the two doors: connect, or sign in.
//! Not here: the steps in full (see `how_to`).

use crate::components::{Page, framed};
use crate::locales::t;
use leptos::prelude::*;

/// The first page.
#[component]
pub fn Home() -> impl IntoView {
    framed(|_| {
        view! {
            <div class="hero">
                <div>
                    <Page title=t!(home::TITLE)>
                        <p class="lead">{t!(home::LEAD)}</p>
                        <div class="button-row">
                            <a class="button button--primary" href="/connect">{t!(home::CONNECT)}</a>
                            <a class="button button--quiet" href="/sign-in">{t!(home::ENTER)}</a>
                        </div>
                        <p class="small">{t!(home::TIME)}</p>
                    </Page>
                </div>
                {sample()}
            </div>
            {steps()}
            {promises()}
            {forged()}
            {paper()}
        }
        .into_any()
    })
}

/// A small receipt that shows the one thing people ask: what comes by e-mail and what stays on paper.
fn sample() -> AnyView {
    let lines = |lines: [(&'static str, &'static str); 2]| {
        lines.map(|(name, sum)| view! { <div><dt>{name}</dt><dd>{sum}</dd></div> }).collect_view()
    };
    view! {
        <figure class="hero__sample">
            <div class="receipt">
                <div class="receipt__head">
                    <strong>{t!(home::SAMPLE_TITLE)}</strong>
                    <br/>
                    {t!(home::SAMPLE_ADDRESS)}
                </div>
                <div class="receipt__part">
                    <p><span class="tag tag--electronic">{t!(home::BY_EMAIL)}</span></p>
                    <dl>{lines(t!(home::SAMPLE_ELECTRONIC))}</dl>
                </div>
                <p class="receipt__tear">{t!(home::SAMPLE_TEAR)}</p>
                <div class="receipt__part">
                    <p><span class="tag tag--paper">{t!(home::ON_PAPER)}</span></p>
                    <dl>{lines(t!(home::SAMPLE_PAPER))}</dl>
                </div>
                <p class="receipt__total">
                    <span>{t!(home::SAMPLE_TOTAL)}</span>
                    " "
                    <span>{t!(home::SAMPLE_SUM)}</span>
                </p>
            </div>
            <figcaption>{t!(home::SAMPLE_CAPTION)}</figcaption>
        </figure>
    }
    .into_any()
}

fn steps() -> AnyView {
    view! {
        <section aria-labelledby="steps">
            <h2 id="steps">{t!(home::STEPS_TITLE)}</h2>
            <ol class="numbered">{t!(home::STEPS).map(|step| view! { <li>{step}</li> }).collect_view()}</ol>
            <p><a href="/how-to">{t!(home::STEPS_LINK)}</a></p>
        </section>
    }
    .into_any()
}

fn promises() -> AnyView {
    let promise = |(name, text): (&'static str, &'static str)| view! { <div><dt>{name}</dt><dd>{text}</dd></div> };
    view! {
        <section aria-labelledby="promises">
            <h2 id="promises">{t!(home::PROMISES_TITLE)}</h2>
            <dl class="promises">{t!(home::PROMISES).map(promise).collect_view()}</dl>
        </section>
    }
    .into_any()
}

fn forged() -> AnyView {
    view! {
        <section aria-labelledby="forged">
            <h2 id="forged">{t!(home::FORGED_TITLE)}</h2>
            <p>{t!(home::FORGED_TEXT)}</p>
            <p><a href="/check">{t!(check::TITLE)}</a></p>
        </section>
    }
    .into_any()
}

fn paper() -> AnyView {
    view! {
        <section aria-labelledby="paper">
            <h2 id="paper">{t!(home::PAPER_TITLE)}</h2>
            <p>{t!(home::PAPER_STAYS)}</p>
            <p>{t!(home::PAPER_RETURN)}</p>
            <p><a href="/questions">{t!(home::QUESTIONS_LINK)}</a></p>
        </section>
    }
    .into_any()
}

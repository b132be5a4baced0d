//! `/contacts` and `/channels`: whom to ask, and what to do without the internet.
//! Not here: the applications that operators take.

use crate::components::{Back, Page, framed, phone_link};
use crate::locales::t;
use domain::view::AgentContacts;
use leptos::prelude::*;

/// Phone, e-mail, office.
#[component]
pub fn Contacts() -> impl IntoView {
    framed(|frame| {
        let agent = frame.agent;
        let (call, write) = (phone_link(&agent.phone), format!("mailto:{}", agent.email));
        view! {
            <Page title=t!(contacts::TITLE) back=Back("/".into())>
                <p class="lead">{agent.name}</p>
                <dl class="summary-list">
                    <div><dt>{t!(contacts::PHONE)}</dt><dd><a href=call>{agent.phone}</a></dd></div>
                    <div><dt>{t!(contacts::HOURS)}</dt><dd>{agent.hours}</dd></div>
                    <div><dt>{t!(contacts::EMAIL)}</dt><dd><a href=write>{agent.email}</a></dd></div>
                    <div><dt>{t!(contacts::OFFICE)}</dt><dd>{agent.office}</dd></div>
                </dl>
                <h2>{t!(contacts::READY_TITLE)}</h2>
                <p>{t!(contacts::READY)}</p>
                <p>{t!(contacts::NEVER)}</p>
            </Page>
        }
        .into_any()
    })
}

/// For those who have nobody to help them with a screen.
#[component]
pub fn Channels() -> impl IntoView {
    framed(|frame| {
        view! {
            <Page title=t!(channels::TITLE) back=Back("/".into())>
                <p class="lead">{t!(channels::LEAD)}</p>
                {call(frame.agent)}
                <h2>{t!(channels::WAYS_TITLE)}</h2>
                <ul>{t!(channels::WAYS).map(|way| view! { <li>{way}</li> }).collect_view()}</ul>
                <p>{t!(channels::WAYS_END)}</p>
                <h2>{t!(channels::PAPER_TITLE)}</h2>
                <p>{t!(channels::PAPER)}</p>
            </Page>
        }
        .into_any()
    })
}

fn call(agent: AgentContacts) -> AnyView {
    let (href, phone, hours) = (phone_link(&agent.phone), agent.phone, agent.hours);
    view! { <p class="inset">{t!(channels::CALL)} " " <a href=href>{phone}</a> ", " {hours}</p> }.into_any()
}

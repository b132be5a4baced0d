//! `/how-to`: the four steps as a printed guide, each with a drawing.
//! Not here: the steps themselves (see `auth`, `addresses`).

use crate::components::{Back, Page, framed};
use crate::locales::t;
use leptos::prelude::*;

/// The guide.
#[component]
pub fn HowTo() -> impl IntoView {
    framed(|_| {
        view! {
            <Page title=t!(how_to::TITLE) back=Back("/".into())>
                <p class="lead">{t!(how_to::LEAD)}</p>
                <h2>{t!(how_to::READY_TITLE)}</h2>
                <ul>{t!(how_to::READY).map(|thing| view! { <li>{thing}</li> }).collect_view()}</ul>
                <ol class="steps">
                    {step(t!(how_to::REGISTER), register())}
                    {step(t!(how_to::ADDRESSES), addresses())}
                    {step(t!(how_to::SWITCH), switch())}
                    {step(t!(how_to::CODE), code())}
                </ol>
                <h2>{t!(how_to::AFTER_TITLE)}</h2>
                <ul>{t!(how_to::AFTER).map(|thing| view! { <li>{thing}</li> }).collect_view()}</ul>
                <div class="button-row">
                    <a class="button button--primary" href="/connect">{t!(home::CONNECT)}</a>
                </div>
                <p class="no-print">{t!(how_to::ALL_AT_ONCE)}</p>
            </Page>
        }
        .into_any()
    })
}

fn step((heading, text): (&'static str, [&'static str; 2]), drawing: String) -> AnyView {
    view! {
        <li>
            <div>
                <h2>{heading}</h2>
                {text.map(|text| view! { <p>{text}</p> }).collect_view()}
            </div>
            <div class="steps__picture" inner_html=drawing></div>
        </li>
    }
    .into_any()
}

fn register() -> String {
    format!(
        include_str!("drawings/register.svg"),
        title = t!(how_to::REGISTER_PICTURE),
        desc = t!(how_to::REGISTER_DESCRIBED),
        heading = t!(auth::SIGN_UP_TITLE),
        email = t!(how_to::EMAIL),
        phone = t!(how_to::PHONE),
        button = t!(auth::SIGN_UP_BUTTON),
    )
}

fn addresses() -> String {
    format!(
        include_str!("drawings/addresses.svg"),
        title = t!(how_to::ADDRESSES_PICTURE),
        desc = t!(how_to::ADDRESSES_DESCRIBED),
        tab = t!(common::TAB_ADDRESSES),
        receipts = t!(common::TAB_RECEIPTS),
        settings = t!(common::TAB_SETTINGS),
        street = t!(how_to::STREET),
        flat = t!(how_to::FLAT),
        account = t!(how_to::ACCOUNT),
    )
}

fn switch() -> String {
    format!(
        include_str!("drawings/switch.svg"),
        title = t!(how_to::SWITCH_PICTURE),
        desc = t!(how_to::SWITCH_DESCRIBED),
        street = t!(how_to::WHOLE_ADDRESS),
        button1 = t!(how_to::BUTTON)[0],
        button2 = t!(how_to::BUTTON)[1],
        check1 = t!(how_to::CHECKBOX)[0],
        check2 = t!(how_to::CHECKBOX)[1],
        optional = t!(how_to::OPTIONAL),
    )
}

fn code() -> String {
    format!(
        include_str!("drawings/code.svg"),
        title = t!(how_to::CODE_PICTURE),
        desc = t!(how_to::CODE_DESCRIBED),
        sms = t!(how_to::SMS),
        receipt = t!(how_to::RECEIPT),
        mail = t!(how_to::MAIL),
    )
}

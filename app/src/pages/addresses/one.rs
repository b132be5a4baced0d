//! `/addresses/{id}`: how the receipt of an address comes, and both buttons that change it.
//! Not here: the consent and the code (see `electronic`, `code`).

use super::parts::{EmailTrouble, email_banner};
use crate::components::{Back, Data, Page, PostForm, loaded, param, post_to, query};
use crate::locales::t;
use crate::pages::receipts::receipt_line;
use crate::pages::relatives::whose;
use crate::server_fns::addresses::load_address;
use crate::server_fns::pay::RevokePayLinks;
use crate::server_fns::switch::ReturnToPaper;
use domain::Period;
use domain::view::{AddressPage, AddressStatus, SupplierDelivery};
use leptos::prelude::*;

/// One address.
#[component]
pub fn Address() -> impl IntoView {
    let (id, sent, links) = (param("id"), query("sent"), query("links"));
    let data = Data::new(move || (id.get(), sent.get(), links.get()), |(id, ..)| load_address(id));
    loaded(data, move |data| page(data, sent.get_untracked().is_some(), links.get_untracked().is_some()))
}

/// `sent`: a letter was asked for just now; `revoked`: the pay links were switched off just now.
fn page(data: AddressPage, sent: bool, revoked: bool) -> AnyView {
    let trouble = match data.card.status {
        AddressStatus::WaitsForEmail => Some(EmailTrouble::Unconfirmed),
        AddressStatus::EmailFails => Some(EmailTrouble::Failing),
        AddressStatus::Paper | AddressStatus::Mixed | AddressStatus::Electronic => None,
    };
    let (id, next_period) = (data.card.id.to_string(), data.next_period);
    let suppliers: Vec<_> = data.suppliers.into_iter().map(|supplier| view_supplier(supplier, next_period)).collect();
    let chosen = data.can_return.then(|| letters(&data.email, data.sms_notices));
    let nothing = (!data.can_switch && !data.can_return).then(|| view! { <p>{t!(addresses::NOTHING_TO_SWITCH)}</p> });
    let history = data.whose.is_none().then(|| {
        view! { <p><a href=format!("/addresses/{id}/history")>{t!(history::TITLE)}</a></p> }
    });
    // Taking back pay links is the holder's own.
    let links = data.whose.is_none().then(|| pay_links(id.clone(), revoked));
    let latest = match data.latest {
        Some(row) => receipt_line(&row),
        None => view! { <p>{t!(receipts::EMPTY)}</p> }.into_any(),
    };
    view! {
        <Page title=data.card.address back=Back(if data.whose.is_some() { "/relatives" } else { "/addresses" }.into())>
            <p>{t!(addresses::ACCOUNT)} " " <span class="digits nowrap">{data.card.number}</span></p>
            {whose(data.whose.as_ref())}
            {email_banner(trouble, sent)}
            <section aria-labelledby="how">
                <h2 id="how">{t!(addresses::HOW_HEADING)}</h2>
                <dl class="summary-list">{suppliers}</dl>
                {chosen}
                {data.can_switch.then(|| switch(&id, next_period))}
                {data.can_return.then(|| return_to_paper(id, next_period))}
                {nothing}
            </section>
            <section aria-labelledby="latest">
                <h2 id="latest">{t!(addresses::LATEST_HEADING)}</h2>
                {latest}
                <p><a href="/receipts">{t!(addresses::ALL_RECEIPTS)}</a></p>
                {history}
                {links}
            </section>
        </Page>
    }
    .into_any()
}

fn view_supplier(supplier: SupplierDelivery, next_period: Period) -> AnyView {
    let way = match supplier.connected_from {
        None => t!(addresses::NOT_CONNECTED).to_owned(),
        Some(from) if from > next_period => t!(addresses::connected_later(from)),
        Some(_) => t!(addresses::way(supplier.mode, supplier.since)),
    };
    view! { <div><dt>{supplier.name}</dt><dd>{way}</dd></div> }.into_any()
}

fn letters(email: &str, sms_notices: bool) -> AnyView {
    let sms = if sms_notices { t!(addresses::SMS_ON) } else { t!(addresses::SMS_OFF) };
    view! { <p>{t!(addresses::letters_to(email))} " " {sms}</p> }.into_any()
}

/// A form, not a link: what people are told to press is a button to eyes, ears and keyboard alike.
fn switch(id: &str, first: Period) -> AnyView {
    view! {
        <p>{t!(addresses::switch_text(first))}</p>
        <form class="form-end" method="get" action=format!("/addresses/{id}/electronic") novalidate=true>
            <button class="button button--primary" type="submit">{t!(addresses::SWITCH)}</button>
        </form>
    }
    .into_any()
}

fn return_to_paper(id: String, first: Period) -> AnyView {
    let action = post_to::<ReturnToPaper>();
    view! {
        <p>{t!(addresses::return_text(first))}</p>
        <PostForm
            action
            button=t!(addresses::RETURN)
            busy=t!(addresses::RETURN_BUSY)
            quiet=true
        >
            <input type="hidden" name="id" value=id/>
        </PostForm>
    }
    .into_any()
}

/// A pay link opens without signing in; who has sent a letter on to the wrong person takes the links back here.
fn pay_links(id: String, revoked: bool) -> AnyView {
    if revoked {
        return view! { <p class="done" role="status">{t!(addresses::LINKS_REVOKED)}</p> }.into_any();
    }
    let action = post_to::<RevokePayLinks>();
    view! {
        <details class="details">
            <summary>{t!(addresses::LINKS)}</summary>
            <p>{t!(addresses::LINKS_TEXT)}</p>
            <PostForm action button=t!(addresses::REVOKE_LINKS) busy=t!(addresses::REVOKE_LINKS_BUSY) quiet=true>
                <input type="hidden" name="id" value=id/>
            </PostForm>
        </details>
    }
    .into_any()
}

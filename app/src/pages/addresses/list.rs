//! `/addresses`: one card an address.
//! Not here: the page of one address (see `one`).

use super::parts::{EmailTrouble, email_banner};
use super::picture::ReceiptPicture;
use crate::components::{Data, Page, loaded, query};
use crate::locales::t;
use crate::server_fns::addresses::{AddressesPage, load_addresses};
use domain::view::{AddressCard, AddressStatus, Viewer};
use leptos::prelude::*;

/// The addresses of the person who is signed in.
#[component]
pub fn Addresses() -> impl IntoView {
    let sent = query("sent");
    let data = Data::new(move || sent.get(), |_| load_addresses());
    loaded(data, move |data| page(data, sent.get_untracked().is_some()))
}

fn page(data: AddressesPage, sent: bool) -> AnyView {
    let banner = email_banner(trouble(&data.viewer), sent);
    view! {
        <Page title=t!(addresses::TITLE)>
            {banner}
            {if data.cards.is_empty() { empty() } else { cards(data.cards) }}
        </Page>
    }
    .into_any()
}

fn trouble(viewer: &Viewer) -> Option<EmailTrouble> {
    if !viewer.email_confirmed {
        Some(EmailTrouble::Unconfirmed)
    } else if viewer.email_failing {
        Some(EmailTrouble::Failing)
    } else {
        None
    }
}

fn cards(cards: Vec<AddressCard>) -> AnyView {
    let cards: Vec<_> = cards.into_iter().map(card).collect();
    view! {
        <p>{t!(addresses::LEAD)}</p>
        <ul class="cards">{cards}</ul>
        <p><a class="button button--quiet" href="/addresses/add">{t!(addresses::ADD)}</a></p>
    }
    .into_any()
}

fn card(card: AddressCard) -> AnyView {
    let tag = match card.status {
        AddressStatus::Electronic => "tag tag--electronic",
        AddressStatus::Mixed => "tag tag--mixed",
        AddressStatus::Paper => "tag tag--paper",
        AddressStatus::WaitsForEmail | AddressStatus::EmailFails => "tag tag--wrong",
    };
    view! {
        <li class="card">
            <h2 class="card__title"><a href=format!("/addresses/{}", card.id)>{card.address}</a></h2>
            <p>{t!(addresses::ACCOUNT)} " " <span class="digits nowrap">{card.number}</span></p>
            <p>{t!(addresses::STATUS)} " " <strong class=tag>{t!(addresses::status(card.status))}</strong></p>
        </li>
    }
    .into_any()
}

fn empty() -> AnyView {
    let lines: Vec<_> = t!(addresses::EMPTY_LINES).into_iter().map(|line| view! { <li>{line}</li> }).collect();
    view! {
        <h2>{t!(addresses::EMPTY_HEADING)}</h2>
        <p>{t!(addresses::EMPTY_TEXT)}</p>
        <p>{t!(addresses::EMPTY_HAVE)}</p>
        <ul>{lines}</ul>
        <ReceiptPicture/>
        <p><a class="button button--primary" href="/addresses/add">{t!(addresses::ADD)}</a></p>
    }
    .into_any()
}

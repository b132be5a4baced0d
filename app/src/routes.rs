//! Every page and its address.
//! Not here: what the pages show, and which of them come in which lazy part (see `parts`).

use crate::components::{Hydrated, NotFound, Problem};
use crate::locales::t;
use crate::parts::{
    addresses, asking, auth, check, connect, dev, giving, notices, own_contacts, pay, payments, public, receipt, receipts,
    relatives, settings, switch, ways_in, year,
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::SsrMode::Async;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

/// The application: skip link and pages. Everything of a page, header and foot included, is inside its route.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let (hydrated, set_hydrated) = signal(false);
    Effect::new(move |_| set_hydrated.set(true));
    provide_context(Hydrated(hydrated));
    let (is_routing, set_is_routing) = signal(false);
    view! {
        <a class="skip-link" href="#main" rel="external">{t!(common::SKIP)}</a>
        <div class="on-the-way" class:on-the-way--shown=is_routing aria-hidden="true"></div>
        <Router set_is_routing>
            <FlatRoutes fallback=NotFound>
                <Route path=path!("/") view=public::Home ssr=Async/>
                <Route path=path!("/how-to") view=public::HowTo ssr=Async/>
                <Route path=path!("/questions") view=public::Questions ssr=Async/>
                <Route path=path!("/channels") view=public::Channels ssr=Async/>
                <Route path=path!("/contacts") view=public::Contacts ssr=Async/>
                <Route path=path!("/privacy") view=public::Privacy ssr=Async/>
                <Route path=path!("/accessibility") view=public::Accessibility ssr=Async/>
                <Route path=path!("/accessibility/look") view=public::Look ssr=Async/>
                <Route path=path!("/documents/:name") view=public::LegalText ssr=Async/>
                <Route path=path!("/sign-up") view=auth::SignUp ssr=Async/>
                <Route path=path!("/sign-in") view=auth::SignIn ssr=Async/>
                <Route path=path!("/sign-in/forgotten") view=auth::Forgotten ssr=Async/>
                <Route path=path!("/sign-in/forgotten/sent") view=auth::ForgottenSent ssr=Async/>
                <Route path=path!("/sign-in/new-password/:token") view=auth::NewPassword ssr=Async/>
                <Route path=path!("/confirm-email/done") view=auth::ConfirmEmailDone ssr=Async/>
                <Route path=path!("/confirm-email/:token") view=auth::ConfirmEmail ssr=Async/>
                <Route path=path!("/addresses") view=addresses::Addresses ssr=Async/>
                <Route path=path!("/addresses/add") view=addresses::AddAddress ssr=Async/>
                <Route path=path!("/addresses/:id") view=addresses::Address ssr=Async/>
                <Route path=path!("/addresses/:id/electronic") view=switch::Electronic ssr=Async/>
                <Route path=path!("/addresses/:id/code") view=switch::Code ssr=Async/>
                <Route path=path!("/addresses/:id/code/not-received") view=switch::CodeNotReceived ssr=Async/>
                <Route path=path!("/addresses/:id/done") view=switch::Done ssr=Async/>
                <Route path=path!("/addresses/:id/returned") view=switch::Returned ssr=Async/>
                <Route path=path!("/addresses/:id/history") view=addresses::History ssr=Async/>
                <Route path=path!("/receipts") view=receipts::Receipts ssr=Async/>
                <Route path=path!("/receipts/:id") view=receipt::Receipt ssr=Async/>
                <Route path=path!("/receipts/year/:account") view=year::Year ssr=Async/>
                <Route path=path!("/receipts/year/:account/:year") view=year::Year ssr=Async/>
                <Route path=path!("/relatives") view=relatives::Relatives ssr=Async/>
                <Route path=path!("/relatives/give") view=giving::GivePerson ssr=Async/>
                <Route path=path!("/relatives/give/address") view=giving::GiveAddress ssr=Async/>
                <Route path=path!("/relatives/give/role") view=giving::GiveRole ssr=Async/>
                <Route path=path!("/relatives/give/check") view=giving::GiveCheck ssr=Async/>
                <Route path=path!("/relatives/give/done") view=giving::GiveDone ssr=Async/>
                <Route path=path!("/relatives/ask") view=asking::AskAccount ssr=Async/>
                <Route path=path!("/relatives/ask/person") view=asking::AskPerson ssr=Async/>
                <Route path=path!("/relatives/ask/code") view=asking::AskCode ssr=Async/>
                <Route path=path!("/relatives/ask/done") view=asking::AskDone ssr=Async/>
                <Route path=path!("/relatives/:grant/close") view=giving::Close ssr=Async/>
                <Route path=path!("/invitation/:token") view=asking::Invitation ssr=Async/>
                <Route path=path!("/payments") view=payments::Payments ssr=Async/>
                <Route path=path!("/pay/:token") view=pay::Pay ssr=Async/>
                <Route path=path!("/check") view=check::Check ssr=Async/>
                <Route path=path!("/check/:code") view=check::Check ssr=Async/>
                <Route path=path!("/sign-in/code") view=auth::ByCode ssr=Async/>
                <Route path=path!("/sign-in/code/enter") view=auth::EnterCode ssr=Async/>
                <Route path=path!("/sign-in/code/whose") view=auth::Whose ssr=Async/>
                <Route path=path!("/sign-in/passkey") view=auth::ByPasskey ssr=Async/>
                <Route path=path!("/sign-in/second") view=auth::Second ssr=Async/>
                <Route path=path!("/settings") view=settings::Settings ssr=Async/>
                <Route path=path!("/settings/email") view=own_contacts::Email ssr=Async/>
                <Route path=path!("/settings/email/done") view=own_contacts::EmailDone ssr=Async/>
                <Route path=path!("/settings/email/confirm/:token") view=own_contacts::NewEmail ssr=Async/>
                <Route path=path!("/settings/phone") view=own_contacts::Phone ssr=Async/>
                <Route path=path!("/settings/phone/code") view=own_contacts::PhoneCode ssr=Async/>
                <Route path=path!("/settings/password") view=settings::Password ssr=Async/>
                <Route path=path!("/settings/devices") view=settings::Devices ssr=Async/>
                <Route path=path!("/settings/notices") view=notices::Notices ssr=Async/>
                <Route path=path!("/settings/sign-in") view=ways_in::WaysIn ssr=Async/>
                <Route path=path!("/settings/sign-in/sms") view=ways_in::SignInBySms ssr=Async/>
                <Route path=path!("/settings/sign-in/app") view=ways_in::App ssr=Async/>
                <Route path=path!("/settings/sign-in/app/code") view=ways_in::AppCode ssr=Async/>
                <Route path=path!("/settings/sign-in/app/codes") view=ways_in::RecoveryCodes ssr=Async/>
                <Route path=path!("/settings/sign-in/passkeys") view=ways_in::Passkeys ssr=Async/>
                <Route path=path!("/settings/sign-in/passkeys/new") view=ways_in::NewPasskey ssr=Async/>
                <Route path=path!("/settings/sign-in/passkeys/:id") view=ways_in::RemovePasskey ssr=Async/>
                <Route path=path!("/settings/data") view=settings::Data ssr=Async/>
                <Route path=path!("/settings/close") view=settings::Close ssr=Async/>
                <Route path=path!("/settings/closed") view=settings::Closed ssr=Async/>
                <Route path=path!("/settings/undo/done") view=settings::Undone ssr=Async/>
                <Route path=path!("/settings/undo/:token") view=settings::Undo ssr=Async/>
                <Route path=path!("/connect") view=connect::Contacts ssr=Async/>
                <Route path=path!("/connect/account") view=connect::Account ssr=Async/>
                <Route path=path!("/connect/delivery") view=connect::Delivery ssr=Async/>
                <Route path=path!("/connect/code") view=connect::Code ssr=Async/>
                <Route path=path!("/connect/code/not-received") view=connect::CodeNotReceived ssr=Async/>
                <Route path=path!("/connect/done") view=connect::Done ssr=Async/>
                <Route path=path!("/problem") view=Problem ssr=Async/>
                <Route path=path!("/dev/outbox") view=dev::Outbox ssr=Async/>
            </FlatRoutes>
        </Router>
    }
}

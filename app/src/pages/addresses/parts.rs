//! Screens and parts that the cabinet and the wizard by direct link share, so that both look and say the same.
//! Not here: loading, and the forms around the fields, which differ by their server function.

use super::picture::ReceiptPicture;
use crate::components::{Back, Checkbox, DocumentDetails, Field, Notice, Page, PostForm, TextField, phone_link, post_to};
use crate::locales::t;
use crate::pages::receipts::PrintButton;
use crate::server_fns::auth::ResendConfirmation;
use domain::Period;
use domain::view::{CodePage, Document, DonePage, FormState, SwitchPage};
use leptos::prelude::*;

/// Where a shared screen stands: the line above its heading and where «Назад» leads.
#[derive(Clone, Debug)]
pub struct Place {
    /// The address in the cabinet, «Шаг 3 из 4» in the wizard.
    pub caption: String,
    /// The page before.
    pub back: String,
    /// Where e-mail and phone can still be changed, in the wizard.
    pub change: Option<&'static str>,
}

impl Place {
    /// The address as a line of its own where the caption says something else.
    fn whose(&self, address: &str) -> Option<AnyView> {
        (self.caption != address).then(|| view! { <p class="whose">{address.to_owned()}</p> }.into_any())
    }

    fn change(&self) -> Option<AnyView> {
        self.change.map(|href| view! { <p><a href=href>{t!(switch::CHANGE)}</a></p> }.into_any())
    }
}

/// The fields that bind an account, with the drawing of where they are.
pub fn binding_fields(form: &FormState, months: &[Period]) -> AnyView {
    view! {
        <ReceiptPicture/>
        <TextField
            field=Field::of(form, "account")
            label=t!(addresses::NUMBER_LABEL)
            hint=t!(addresses::NUMBER_HINT)
            inputmode="numeric"
            width="input--account"
        />
        <TextField
            field=Field::of(form, "total")
            label=t!(addresses::TOTAL_LABEL)
            hint=t!(addresses::total_hint(months))
            inputmode="decimal"
            width="input--sum"
        />
    }
    .into_any()
}

/// What those without a receipt can do.
pub fn no_receipt() -> AnyView {
    view! {
        <h2>{t!(addresses::NO_RECEIPT)}</h2>
        <p>{t!(addresses::NO_RECEIPT_TEXT)}</p>
    }
    .into_any()
}

/// The screen on which electronic delivery is chosen; `form` puts the fields into the form that sends them.
pub fn delivery_screen(page: SwitchPage, place: Place, form: impl FnOnce(AnyView) -> AnyView) -> AnyView {
    let whose = place.whose(&page.address);
    let change = place.change();
    let for_whom = page.whose.as_ref().map(|name| view! { <p class="lead">{t!(relatives::for_whom(name))}</p> });
    let outcome = if page.electronic.is_empty() {
        view! { <p>{t!(switch::NOTHING)}</p> }.into_any()
    } else {
        view! {
            <div class="split">
                <section class="split__part split__part--electronic">
                    <h2>{t!(switch::ELECTRONIC_HEADING)}</h2>
                    <p>{t!(switch::electronic_text(page.first_period))}</p>
                    {names(page.electronic)}
                </section>
                <section class="split__part">
                    <h2>{t!(switch::PAPER_HEADING)}</h2>
                    {if page.paper.is_empty() {
                        view! { <p>{t!(switch::PAPER_NONE)}</p> }.into_any()
                    } else {
                        view! { <p>{t!(switch::PAPER_TEXT)}</p> {names(page.paper)} }.into_any()
                    }}
                </section>
            </div>
            <h2>{t!(switch::WHERE_HEADING)}</h2>
            <dl class="summary-list">
                <div><dt>{t!(switch::EMAIL)}</dt><dd>{page.email}</dd></div>
                <div><dt>{t!(switch::PHONE)}</dt><dd class="nowrap">{page.phone}</dd></div>
            </dl>
            {change}
            {form(delivery_fields(&page.form, page.consent, page.personal_data, page.whose.is_none()))}
        }
        .into_any()
    };
    view! {
        <Page title=t!(switch::TITLE) caption=place.caption back=Back(place.back) form=page.form>
            {whose}
            {for_whom}
            {outcome}
        </Page>
    }
    .into_any()
}

/// Information by SMS goes to the holder's phone: a close person does not choose it for them.
fn delivery_fields(form: &FormState, consent: Document, personal_data: Document, own: bool) -> AnyView {
    let sms_notices = own.then(|| {
        view! {
            <Checkbox
                field=Field::of(form, "sms_notices")
                label=t!(switch::SMS_NOTICES)
                hint=t!(switch::SMS_HINT)
            />
        }
    });
    view! {
        {sms_notices}
        <h2>{t!(switch::DOCUMENTS_HEADING)}</h2>
        <p>{t!(switch::DOCUMENTS_TEXT)}</p>
        <DocumentDetails document=consent/>
        <p>{t!(switch::PERSONAL_DATA_GIVEN)}</p>
        <DocumentDetails document=personal_data/>
    }
    .into_any()
}

fn names(names: Vec<String>) -> AnyView {
    let names: Vec<_> = names.into_iter().map(|name| view! { <li>{name}</li> }).collect();
    view! { <ul>{names}</ul> }.into_any()
}

/// The screen with the one field for the code; `form` puts it into the form that sends it.
pub fn code_screen(page: &CodePage, place: Place, sent: bool, form: impl FnOnce(AnyView) -> AnyView) -> AnyView {
    let field = Field::of(&page.form, "code");
    let hint = if page.whose.is_some() { t!(relatives::ASK_CODE_HINT) } else { t!(switch::CODE_HINT) };
    let field = view! {
        <TextField
            field
            label=t!(switch::CODE_LABEL)
            hint=hint
            autocomplete="one-time-code"
            inputmode="numeric"
            width="input--code"
        />
    };
    let change = place.change();
    let whose = place.whose(&page.address);
    let form = form(field.into_any());
    let lead = t!(switch::code_sent(&page.phone));
    let for_whom = page.whose.as_ref().map(|name| view! { <p>{t!(relatives::code_for_whom(name))}</p> });
    view! {
        <Page title=t!(switch::CODE_TITLE) caption=place.caption back=Back(place.back) form=page.form.clone()>
            {whose}
            {sent.then(|| view! {
                <Notice heading=t!(switch::CODE_RESENT_HEADING) good=true>
                    <p>{t!(switch::CODE_RESENT)}</p>
                </Notice>
            })}
            <p>{lead}</p>
            {for_whom}
            {change}
            {form}
        </Page>
    }
    .into_any()
}

/// «Не пришёл код?» below the field.
pub fn not_received_link(href: String) -> AnyView {
    view! { <p><a href=href>{t!(switch::NOT_RECEIVED)}</a></p> }.into_any()
}

/// What to check when no code comes, and `form`, the button that sends another.
pub fn not_received_screen(code: &CodePage, phone: String, back: String, form: AnyView) -> AnyView {
    let checks: Vec<_> = t!(switch::CHECKS).into_iter().map(|check| view! { <li>{check}</li> }).collect();
    let call = phone_link(&phone);
    let check_phone = t!(switch::check_phone(&code.phone));
    view! {
        <Page title=t!(switch::NOT_RECEIVED_TITLE) back=Back(back) form=code.form.clone()>
            <ol>
                <li>{check_phone}</li>
                {checks}
            </ol>
            <p>{t!(switch::RESEND_TEXT)}</p>
            {form}
            <p>{t!(switch::CALL)} " " <a class="nowrap" href=call>{phone}</a></p>
        </Page>
    }
    .into_any()
}

/// «Готово»: what happens now; `links` lead on.
pub fn done_screen(page: DonePage, links: AnyView) -> AnyView {
    let (lead, more) = if page.email_confirmed {
        (t!(switch::done_text(page.first_period)), None)
    } else {
        let more = view! {
            <Notice heading=t!(switch::CONFIRM_HEADING)>
                <p>{t!(switch::CONFIRM_TEXT)}</p>
            </Notice>
        };
        (t!(switch::DONE_AFTER_EMAIL).to_owned(), Some(more))
    };
    let paper = if page.paper.is_empty() { t!(switch::DONE_PAPER_NONE).into_any() } else { names(page.paper) };
    view! {
        <Page title=t!(common::DONE)>
            <p class="lead done">{lead}</p>
            {more}
            <dl class="summary-list">
                <div><dt>{t!(switch::DONE_ADDRESS)}</dt><dd>{page.address}</dd></div>
                <div><dt>{t!(switch::DONE_FROM)}</dt><dd>{t!(switch::done_from(page.first_period))}</dd></div>
                <div><dt>{t!(switch::DONE_EMAIL)}</dt><dd>{page.email}</dd></div>
                <div><dt>{t!(switch::DONE_ELECTRONIC)}</dt><dd>{names(page.electronic)}</dd></div>
                <div><dt>{t!(switch::DONE_PAPER)}</dt><dd>{paper}</dd></div>
                <div><dt>{t!(switch::DONE_SMS)}</dt><dd>{t!(switch::done_sms(page.sms_notices))}</dd></div>
            </dl>
            <h2>{t!(switch::NEXT_HEADING)}</h2>
            <p>{t!(switch::NEXT_TEXT)}</p>
            {links}
            <PrintButton/>
        </Page>
    }
    .into_any()
}

/// Why paper comes although electronic was chosen, as [`email_banner`] says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailTrouble {
    /// Not confirmed by its link yet.
    Unconfirmed,
    /// Letters come back.
    Failing,
}

/// The calm banner about the e-mail with «Отправить письмо ещё раз»; right after that it says that it is sent.
pub fn email_banner(trouble: Option<EmailTrouble>, sent: bool) -> AnyView {
    let Some(trouble) = trouble else { return ().into_any() };
    if sent {
        return view! {
            <Notice heading=t!(addresses::RESENT_HEADING) good=true>
                <p>{t!(addresses::RESENT_TEXT)}</p>
            </Notice>
        }
        .into_any();
    }
    let (heading, text) = match trouble {
        EmailTrouble::Unconfirmed => (t!(addresses::UNCONFIRMED_HEADING), t!(addresses::UNCONFIRMED_TEXT)),
        EmailTrouble::Failing => (t!(addresses::FAILING_HEADING), t!(addresses::FAILING_TEXT)),
    };
    let action = post_to::<ResendConfirmation>();
    view! {
        <Notice heading>
            <p>{text}</p>
            <PostForm
                action
                button=t!(addresses::RESEND)
                busy=t!(addresses::RESEND_BUSY)
                quiet=true
            />
        </Notice>
    }
    .into_any()
}

//! `/invitation/{token}`: accepts or declines; pages of its own for the wrong person and for a link that is over.
//! Not here: giving access (see `give`).

use crate::components::{Data, Page, PostForm, loaded, param, post_to};
use crate::locales::t;
use crate::server_fns::auth::SignOut;
use crate::server_fns::relatives::{AcceptInvitation, DeclineInvitation, load_invitation};
use domain::view::{InvitationPage, InvitationState};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The invitation as it stands for whoever has opened it.
#[component]
pub fn Invitation() -> impl IntoView {
    let token = param("token");
    let data = Data::new(move || token.get(), load_invitation);
    loaded(data, move |data| page(&data, token.get_untracked()))
}

fn page(data: &InvitationPage, token: String) -> AnyView {
    let body = match data.state {
        InvitationState::Open => view! { {about(data)} {answer(token)} }.into_any(),
        InvitationState::SignIn => view! { {about(data)} {entrances(&token)} }.into_any(),
        InvitationState::WrongPerson => view! {
            <p class="lead">{t!(relatives::wrong_person(&data.signed_in_as, &data.contact))}</p>
            <form class="form-end" method="post" action=SignOut::url() novalidate=true>
                <button class="button button--primary" type="submit">{t!(common::SIGN_OUT)}</button>
            </form>
        }
        .into_any(),
        over => view! { <p class="lead">{t!(relatives::invitation_over(over, &data.name))}</p> }.into_any(),
    };
    view! { <Page title=t!(relatives::invitation_title(data.state))>{body}</Page> }.into_any()
}

fn about(data: &InvitationPage) -> AnyView {
    let letters = if data.letters { t!(relatives::YES) } else { t!(relatives::NO) };
    view! {
        <dl class="summary-list">
            <div><dt>{t!(relatives::WHOSE)}</dt><dd>{data.name.clone()}</dd></div>
            <div><dt>{t!(relatives::ADDRESS)}</dt><dd>{data.address.clone()}</dd></div>
            <div><dt>{t!(relatives::MAY)}</dt><dd>{t!(relatives::may(data.role))}</dd></div>
            <div><dt>{t!(relatives::LETTERS)}</dt><dd>{letters}</dd></div>
        </dl>
    }
    .into_any()
}

fn answer(token: String) -> AnyView {
    let (accept, decline) = (post_to::<AcceptInvitation>(), post_to::<DeclineInvitation>());
    let accepted = token.clone();
    view! {
        <PostForm action=accept button=t!(relatives::ACCEPT) busy=t!(relatives::ACCEPT_BUSY)>
            <input type="hidden" name="token" value=accepted/>
        </PostForm>
        <PostForm action=decline button=t!(relatives::DECLINE) quiet=true>
            <input type="hidden" name="token" value=token/>
        </PostForm>
    }
    .into_any()
}

fn entrances(token: &str) -> AnyView {
    let next = format!("/invitation/{token}");
    view! {
        <p>{t!(relatives::SIGN_IN_TEXT)}</p>
        <p><a class="button button--primary" href=format!("/sign-in?next={next}")>{t!(relatives::SIGN_IN)}</a></p>
        <p><a href=format!("/sign-up?next={next}")>{t!(relatives::SIGN_UP)}</a></p>
    }
    .into_any()
}

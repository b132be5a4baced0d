//! `/sign-in/second`: the second step, a code of an authenticator app or a recovery code.
//! Not here: the first step.

use crate::components::{Back, Data, Field, Page, PostForm, TextField, loaded, post_to, query};
use crate::locales::t;
use crate::server_fns::ways_in::{SecondStep, load_way_in};
use domain::view::FormState;
use leptos::prelude::*;

/// The form.
#[component]
pub fn Second() -> impl IntoView {
    let (form, next) = (query("form"), query("next"));
    let data = Data::new(move || form.get(), load_way_in);
    loaded(data, move |form| page(form, next.get_untracked()))
}

fn page(form: FormState, next: Option<String>) -> AnyView {
    let action = post_to::<SecondStep>();
    let code = Field::of(&form, "code");
    view! {
        <Page title=t!(ways_in::SECOND_TITLE) back=Back("/sign-in".into()) form>
            <p class="lead">{t!(ways_in::SECOND_LEAD)}</p>
            <PostForm action button=t!(ways_in::ENTER) busy=t!(auth::SIGN_IN_BUSY)>
                {next.map(|next| view! { <input type="hidden" name="next" value=next/> })}
                <TextField field=code label=t!(ways_in::SECOND_CODE) autocomplete="one-time-code" width="input--phone"/>
            </PostForm>
            <h2>{t!(ways_in::SECOND_LOST)}</h2>
            <p>{t!(ways_in::SECOND_LOST_TEXT)}</p>
        </Page>
    }
    .into_any()
}

//! A drawn paper receipt with the two lines that bind an account marked.
//! Not here: the form that asks for them.

use crate::locales::t;
use leptos::prelude::*;

/// The drawing; its words are for ears in `<title>` and `<desc>`.
#[component]
pub fn ReceiptPicture() -> impl IntoView {
    view! {
        <svg
            class="drawing receipt-picture"
            viewBox="0 0 320 250"
            role="img"
            aria-labelledby="receipt-picture-title receipt-picture-text"
        >
            <title id="receipt-picture-title">{t!(addresses::PICTURE_TITLE)}</title>
            <desc id="receipt-picture-text">{t!(addresses::PICTURE_TEXT)}</desc>
            <path class="sheet" d="M10 6h300v232l-12 6-13-6-12 6-13-6-12 6-13-6-12 6-13-6-12 6-13-6-12 6-13-6-12 6-13-6-12 6-13-6-12 6-13-6-12 6-13-6-12 6-13-6-12 6-13-6z"/>
            <text lang="ru" class="bold" x="30" y="34">{t!(addresses::PICTURE_RECEIPT)}</text>
            <rect class="mark" x="20" y="48" width="280" height="34" rx="6"/>
            <text lang="ru" x="30" y="70">{t!(addresses::PICTURE_ACCOUNT)}</text>
            <text class="bold" x="290" y="70" text-anchor="end">{t!(addresses::PICTURE_NUMBER)}</text>
            <g class="soft">
                <path d="M30 102h120M240 102h50M30 122h90M240 122h50M30 142h140M240 142h50M30 162h100M240 162h50"/>
            </g>
            <rect class="mark" x="20" y="182" width="280" height="34" rx="6"/>
            <text lang="ru" x="30" y="204">{t!(addresses::PICTURE_TOTAL)}</text>
            <text class="bold" x="290" y="204" text-anchor="end">{t!(addresses::PICTURE_SUM)}</text>
        </svg>
    }
}

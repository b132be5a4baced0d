//! How pages look, remembered for a person on every device of theirs.
//! Not here: the device's own memory, which is a cookie (see `server/tests`).

use domain::{Look, Scheme, Spacing, TextSize};
use testbed::{PASSWORD, on_both_engines, person};

const BIG: Look = Look { text: TextSize::Big, scheme: Scheme::WhiteOnBlack, spacing: Spacing::Wide };

on_both_engines!(another_device_begins_with_the_look_that_was_chosen_before, |world| async move {
    let anna = world.resident("anna").await;
    world.cabinet.keep_look(&anna.visitor, BIG).await.unwrap();
    let mut device = person("device").visitor;
    let session = world.cabinet.sign_in(&device, &anna.email, PASSWORD).await.unwrap();
    assert_eq!(world.cabinet.look_for_device(&device, &session).await.unwrap(), Some(BIG));
    device.look = Some(Look::default());
    assert_eq!(world.cabinet.look_for_device(&device, &session).await.unwrap(), None, "the device has a look of its own");
    let boris = world.resident("boris").await;
    let session = boris.visitor.session.clone().unwrap();
    assert_eq!(world.cabinet.look_for_device(&boris.visitor, &session).await.unwrap(), None, "nothing was ever chosen");
});

on_both_engines!(a_look_chosen_before_registration_belongs_to_the_person_from_the_start, |world| async move {
    let mut anna = person("anna");
    anna.visitor.look = Some(BIG);
    let session = world.try_sign_up(&anna, PASSWORD).await.unwrap();
    let other = person("other device").visitor;
    assert_eq!(world.cabinet.look_for_device(&other, &session).await.unwrap(), Some(BIG));
});

on_both_engines!(for_a_stranger_nothing_is_kept_and_nothing_fails, |world| async move {
    let stranger = person("stranger").visitor;
    world.cabinet.keep_look(&stranger, BIG).await.unwrap();
    assert_eq!(world.cabinet.look_for_device(&stranger, "no session").await.unwrap(), None);
});

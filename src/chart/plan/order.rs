//! Orders that categories have of their own: ages, quintiles, levels of education.

use crate::{model::Code, text::fold};

/// Words that stand for steps, from the lowest; a code may go on behind one: "Primary or less".
const STEPS: [&[&str]; 8] = [
    &[
        "poorest",
        "second poorest",
        "poorer",
        "middle",
        "richer",
        "second richest",
        "richest",
    ],
    &["lowest", "second", "third", "middle", "fourth", "fifth", "highest"],
    &["first", "second", "third", "fourth", "fifth"],
    &[
        "very low",
        "low",
        "lower middle",
        "medium",
        "middle",
        "upper middle",
        "high",
        "very high",
    ],
    &["mild", "moderate", "severe"],
    &[
        "none",
        "no education",
        "no schooling",
        "illiterate",
        "literate",
        "pre-primary",
        "below primary",
        "primary incomplete",
        "primary",
        "secondary incomplete",
        "lower secondary",
        "junior secondary",
        "secondary",
        "upper secondary",
        "higher secondary",
        "post-secondary",
        "vocational",
        "tertiary",
        "higher",
        "university",
    ],
    &["দরিদ্রতম", "দরিদ্র", "মধ্যম", "ধনী", "ধনীতম"],
    &[
        "নিরক্ষর",
        "প্রাক-প্রাথমিক",
        "প্রাথমিক",
        "মাধ্যমিক",
        "উচ্চ মাধ্যমিক",
        "উচ্চমাধ্যমিক",
        "স্নাতক",
        "উচ্চশিক্ষা",
    ],
];

/// What may stand before a number without changing its order.
const BEFORE: [&str; 12] = [
    "quintile",
    "decile",
    "quartile",
    "grade",
    "class",
    "age",
    "aged",
    "ages",
    "q",
    "বয়স",
    "শ্রেণি",
    "কুইন্টাইল",
];

/// What stands before a number that is not reached.
const UNDER: [&str; 6] = ["<", "under", "below", "less than", "up to", "অনূর্ধ্ব"];

/// The place of each code in the order that all of them have, if they have one.
pub(super) fn order(codes: &[&Code]) -> Option<Vec<f64>> {
    let words: Vec<String> = codes.iter().map(|it| fold(&it.id)).collect();
    let numbers: Option<Vec<f64>> = words.iter().map(|it| number(it)).collect();
    let steps = || {
        STEPS.iter().find_map(|steps| {
            words.iter().map(|it| step(it, steps)).collect::<Option<Vec<f64>>>()
        })
    };
    numbers.or_else(steps)
}

/// The number that a code begins with: 15 for `15-24`, `Age 15+`; a little less for `<15`.
fn number(code: &str) -> Option<f64> {
    let after = |words: &[&str]| {
        words.iter().find_map(|it| code.strip_prefix(fold(it).as_str())).map(str::trim)
    };
    let under = after(&UNDER);
    let rest = under.or_else(|| after(&BEFORE)).unwrap_or(code);
    let digits: String =
        rest.chars().take_while(|it| it.is_ascii_digit() || *it == '.').collect();
    let number: f64 = digits.parse().ok()?;
    Some(if under.is_some() { number - 0.5 } else { number })
}

/// The place of the longest of `steps` that a code is or begins with.
fn step(code: &str, steps: &[&str]) -> Option<f64> {
    let begins = |step: &str| {
        code.strip_prefix(step).is_some_and(|it| it.is_empty() || it.starts_with(' '))
    };
    let found = steps.iter().enumerate().filter(|it| begins(&fold(it.1)));
    found.max_by_key(|it| it.1.len()).map(|it| it.0 as f64)
}

#[cfg(test)]
mod tests {
    use super::order;
    use crate::{model::Code, text::Localized};

    fn check(ids: &[&str], expect: Option<&[&str]>) {
        let codes: Vec<Code> = ids
            .iter()
            .map(|it| Code { id: (*it).into(), label: Localized::default() })
            .collect();
        let places = order(&codes.iter().collect::<Vec<_>>());
        let sorted = places.map(|places| {
            let mut sorted: Vec<(f64, &str)> =
                places.into_iter().zip(ids.iter().copied()).collect();
            sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
            sorted.into_iter().map(|it| it.1).collect::<Vec<_>>()
        });
        assert_eq!(sorted.as_deref(), expect, "{ids:?}");
    }

    #[test]
    fn ages_and_steps_have_an_order_and_places_have_none() {
        check(&["15-24", "5-14", "<5", "65+"], Some(&["<5", "5-14", "15-24", "65+"]));
        check(&["Under 15", "১৫-২৪", "Age 5"], Some(&["Age 5", "Under 15", "১৫-২৪"]));
        check(&["Q5", "Q1", "Q3"], Some(&["Q1", "Q3", "Q5"]));
        check(&["Richest 60%", "Poorest 40%"], Some(&["Poorest 40%", "Richest 60%"]));
        check(&["ধনী", "দরিদ্রতম", "মধ্যম"], Some(&["দরিদ্রতম", "মধ্যম", "ধনী"]));
        check(
            &["Secondary or more", "Primary or less", "No education"],
            Some(&["No education", "Primary or less", "Secondary or more"]),
        );
        check(&["Dhaka", "Sylhet"], None);
        check(&["Female", "Male"], None);
        check(&["Low", "Dhaka"], None);
    }
}

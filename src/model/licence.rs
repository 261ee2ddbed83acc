//! Where the texts of licences stand.

/// Where the text of the licence called `name` stands: for Creative Commons by its own address,
/// for any other by its SPDX name.
pub fn licence_url(name: &str) -> String {
    let creative = name.strip_prefix("CC-").and_then(|it| it.rsplit_once('-'));
    match (name, creative) {
        ("CC0-1.0", _) => "https://creativecommons.org/publicdomain/zero/1.0/".to_owned(),
        (_, Some((kind, version))) => {
            format!(
                "https://creativecommons.org/licenses/{}/{version}/",
                kind.to_lowercase()
            )
        }
        _ => format!("https://spdx.org/licenses/{name}.html"),
    }
}

package metatextgrad.services.mtg;

/** The form of what a command prints on standard output. */
enum Output {
    table,
    json
}

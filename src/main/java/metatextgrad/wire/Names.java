package metatextgrad.wire;

import metatextgrad.model.Split;

/**
 * Enums of the model and of Avro have the same names. Avro's also have UNKNOWN, for a name that a
 * later release wrote: it has no meaning here and is refused.
 */
final class Names {
    private Names() {}

    static metatextgrad.events.Split avro(Split split) {
        return metatextgrad.events.Split.valueOf(split.name());
    }

    static Split model(metatextgrad.events.Split split) {
        return Split.valueOf(split.name());
    }
}

package metatextgrad.wire;

/**
 * Enums of the model and of Avro have the same names. Avro's also have UNKNOWN, for a name that a
 * later release wrote: it has no meaning here and is refused.
 */
final class Names {
    private Names() {}

    /** The constant of the other enum with the same name. */
    static <E extends Enum<E>> E to(Class<E> type, Enum<?> constant) {
        return Enum.valueOf(type, constant.name());
    }
}

package metatextgrad.llm;

/** Names what in a step asks, such as {@code VAL-00012/solve/0}; part of the ask's id. */
public final class Place {
    private Place() {}

    public static String of(Object... parts) {
        StringBuilder place = new StringBuilder();
        for (Object part : parts) {
            if (!place.isEmpty()) place.append('/');
            place.append(part);
        }
        return place.toString();
    }
}

package metatextgrad.llm;

/**
 * Names the position of a request within a step, such as {@code VAL-00012/solve/0}. It is part of
 * the request id.
 */
public final class RequestPath {
    private RequestPath() {}

    public static String of(Object... parts) {
        StringBuilder place = new StringBuilder();
        for (Object part : parts) {
            if (!place.isEmpty()) place.append('/');
            place.append(part);
        }
        return place.toString();
    }
}

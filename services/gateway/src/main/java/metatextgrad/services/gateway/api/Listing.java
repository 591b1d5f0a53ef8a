package metatextgrad.services.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a list. A cursor is the place of the last item, so items that appear or vanish on other
 * pages change nothing.
 *
 * @param cursor the place after which the page begins; empty for the first one
 * @param limit the most items of a page
 */
record Listing(String cursor, int limit) {
    /** The parameters of a query that choose a page. */
    static final List<String> QUERY = List.of("cursor", "limit");

    private static final int USUAL = 50;
    private static final int MOST = 200;

    /**
     * A page.
     *
     * @param next the cursor of the next page; null on the last one
     */
    record Items<T>(List<T> items, @Nullable String next) {}

    /** Reads {@code cursor} and {@code limit} of the query. */
    static Listing of(ApiCall call) {
        String cursor = call.query("cursor");
        String limit = call.query("limit");
        return new Listing(
                cursor == null ? "" : ApiCall.parameter(cursor, Listing::decoded),
                limit == null ? USUAL : ApiCall.parameter(limit, Listing::limit));
    }

    /**
     * Returns the page of a list.
     *
     * @param place a text that orders the items; each item has its own
     * @param view what a client gets of an item
     */
    <E, T> Items<T> page(List<E> all, Function<E, String> place, Function<E, T> view) {
        List<Placed<E>> rest =
                all.stream()
                        .map(one -> new Placed<>(place.apply(one), one))
                        .filter(one -> cursor.isEmpty() || one.place.compareTo(cursor) > 0)
                        .sorted(Comparator.comparing(Placed::place))
                        .limit(limit + 1L)
                        .toList();
        boolean more = rest.size() > limit;
        List<T> items = new ArrayList<>();
        for (Placed<E> one : more ? rest.subList(0, limit) : rest) items.add(view.apply(one.item));
        return new Items<>(items, more ? encoded(rest.get(limit - 1).place) : null);
    }

    /** An item and its place, which is made once: a list may have many thousands. */
    private record Placed<E>(String place, E item) {}

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) return limit;
        } catch (NumberFormatException e) {
            // The message is the same.
        }
        throw new IllegalArgumentException("limit must be a number from 1 to " + MOST);
    }

    private static String encoded(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new IllegalArgumentException("cursor must be `next` of a page", e);
        }
    }
}

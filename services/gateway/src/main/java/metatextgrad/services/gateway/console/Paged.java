package metatextgrad.services.gateway.console;

import java.util.List;

/**
 * A page of a list.
 *
 * @param number of the page, from 1
 * @param pages how many there are
 * @param all how many items the list has
 */
public record Paged<T>(List<T> items, int number, int pages, int all) {
    public Paged {
        items = List.copyOf(items);
    }

    /** Returns a page of this size; the last one if there are fewer. */
    static <T> Paged<T> of(List<T> all, int number, int size) {
        int pages = Math.max(1, Math.ceilDiv(all.size(), size));
        int page = Math.min(number, pages);
        int from = (page - 1) * size;
        return new Paged<>(
                all.subList(from, Math.min(all.size(), from + size)), page, pages, all.size());
    }
}

package metatextgrad.services.gateway.api;

import io.javalin.http.HandlerType;
import java.util.List;
import java.util.stream.Stream;

/**
 * A route of the API.
 *
 * @param path below {@code /api/v1}, with parameters such as {@code {project}}
 * @param query the names of parameters that a query may have
 */
public record Route(HandlerType method, String path, List<String> query, Action action) {
    /** Where all paths begin. */
    public static final String BASE = "/api/v1";

    /** Answers a request. */
    @FunctionalInterface
    public interface Action {
        /**
         * @throws metatextgrad.services.gateway.proxy.Denied if the request is refused
         */
        void answer(ApiCall call) throws Exception;
    }

    public Route {
        query = List.copyOf(query);
    }

    static Route get(String path, Action action, String... query) {
        return new Route(HandlerType.GET, path, List.of(query), action);
    }

    /** A route whose answer is a page of a list. */
    static Route list(String path, Action action, String... query) {
        List<String> names = Stream.concat(Stream.of(query), Listing.QUERY.stream()).toList();
        return new Route(HandlerType.GET, path, names, action);
    }

    static Route post(String path, Action action) {
        return new Route(HandlerType.POST, path, List.of(), action);
    }
}

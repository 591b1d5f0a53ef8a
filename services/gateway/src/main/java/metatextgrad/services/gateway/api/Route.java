package metatextgrad.services.gateway.api;

import io.javalin.http.HandlerType;

/**
 * A route of the API.
 *
 * @param path below {@code /api/v1}, with parameters such as {@code {project}}
 */
public record Route(HandlerType method, String path, Action action) {
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

    static Route get(String path, Action action) {
        return new Route(HandlerType.GET, path, action);
    }

    static Route post(String path, Action action) {
        return new Route(HandlerType.POST, path, action);
    }
}

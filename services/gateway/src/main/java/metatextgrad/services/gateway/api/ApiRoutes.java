package metatextgrad.services.gateway.api;

import io.javalin.router.JavalinDefaultRoutingApi;

/** The routes under {@code /api/v1}. */
public final class ApiRoutes {
    /** Adds the routes. */
    public void addTo(JavalinDefaultRoutingApi routes) {}
}

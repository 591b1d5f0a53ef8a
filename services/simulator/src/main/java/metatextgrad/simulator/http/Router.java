package metatextgrad.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import metatextgrad.simulator.Simulator;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.chat.ErrorResponses;
import metatextgrad.simulator.chat.JsonResponse;
import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.fault.FaultSource;
import metatextgrad.simulator.fault.RateLimiter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Sends each request to what answers it. */
public final class Router implements HttpHandler {
    private final Simulator simulator;
    private final FaultSource faults;
    private final ChatHandler chat;
    private final @Nullable String apiKey;

    public Router(Simulator simulator, SimulatorConfig config) {
        this.simulator = simulator;
        this.apiKey = config.apiKey();
        faults = new FaultSource(config.faults());
        chat =
                new ChatHandler(
                        simulator,
                        config.latency(),
                        new RateLimiter(config.rateLimit(), System::nanoTime),
                        faults);
    }

    /** From now on, and from the beginning of the plan. */
    public void plan(FaultPlan plan) {
        faults.follow(plan);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/v1/") && !isAllowed(exchange)) {
            HttpTransfer.body(exchange);
            HttpTransfer.send(exchange, ErrorResponses.wrongKey());
            return;
        }
        switch (path) {
            case "/v1/chat/completions" -> {
                if (method.equals("POST")) {
                    chat.handle(exchange);
                } else {
                    HttpTransfer.send(exchange, ErrorResponses.wrongMethod(method, path));
                }
            }
            case "/v1/models" -> HttpTransfer.send(exchange, StatusResponses.models());
            case "/health" -> HttpTransfer.send(exchange, StatusResponses.health());
            case "/stats" -> HttpTransfer.send(exchange, StatusResponses.stats(simulator.calls()));
            case "/faults" ->
                    HttpTransfer.send(exchange, newPlan(method, HttpTransfer.body(exchange)));
            default -> HttpTransfer.send(exchange, ErrorResponses.unknownPath(method, path));
        }
    }

    private JsonResponse newPlan(String method, String text) {
        if (!method.equals("PUT")) {
            return ErrorResponses.wrongMethod(method, "/faults");
        }
        try {
            plan(FaultPlan.parse(text));
            return StatusResponses.health();
        } catch (IllegalArgumentException e) {
            return ErrorResponses.invalid(String.valueOf(e.getMessage()), null);
        }
    }

    private boolean isAllowed(HttpExchange exchange) {
        return apiKey == null
                || ("Bearer " + apiKey)
                        .equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }
}

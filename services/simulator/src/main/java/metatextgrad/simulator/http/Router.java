package metatextgrad.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import metatextgrad.simulator.Simulator;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.chat.Errors;
import metatextgrad.simulator.chat.Reply;
import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.fault.FaultSource;
import metatextgrad.simulator.fault.Limiter;
import org.jspecify.annotations.Nullable;

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
                        new Limiter(config.rateLimit(), System::nanoTime),
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
            Exchange.body(exchange);
            Exchange.send(exchange, Errors.wrongKey());
            return;
        }
        switch (path) {
            case "/v1/chat/completions" -> {
                if (method.equals("POST")) {
                    chat.handle(exchange);
                } else {
                    Exchange.send(exchange, Errors.wrongMethod(method, path));
                }
            }
            case "/v1/models" -> Exchange.send(exchange, Answers.models());
            case "/health" -> Exchange.send(exchange, Answers.health());
            case "/stats" -> Exchange.send(exchange, Answers.stats(simulator.calls()));
            case "/faults" -> Exchange.send(exchange, newPlan(method, Exchange.body(exchange)));
            default -> Exchange.send(exchange, Errors.unknownPath(method, path));
        }
    }

    private Reply newPlan(String method, String text) {
        if (!method.equals("PUT")) {
            return Errors.wrongMethod(method, "/faults");
        }
        try {
            plan(FaultPlan.parse(text));
            return Answers.health();
        } catch (IllegalArgumentException e) {
            return Errors.invalid(String.valueOf(e.getMessage()), null);
        }
    }

    private boolean isAllowed(HttpExchange exchange) {
        return apiKey == null
                || ("Bearer " + apiKey)
                        .equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }
}

package metatextgrad.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import metatextgrad.simulator.chat.ErrorResponses;
import metatextgrad.simulator.chat.JsonResponse;
import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.fault.FaultSource;
import metatextgrad.simulator.role.CallLog;
import org.jspecify.annotations.Nullable;

/** Dispatches requests by path. */
public record Router(ChatHandler chat, CallLog calls, FaultSource faults, @Nullable String apiKey)
        implements HttpHandler {
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
            case "/stats" -> HttpTransfer.send(exchange, StatusResponses.stats(calls));
            case "/faults" ->
                    HttpTransfer.send(exchange, newPlan(method, HttpTransfer.body(exchange)));
            default -> HttpTransfer.send(exchange, ErrorResponses.unknownPath(method, path));
        }
    }

    private JsonResponse newPlan(String method, String text) {
        if (!method.equals("PUT")) return ErrorResponses.wrongMethod(method, "/faults");
        try {
            faults.follow(FaultPlan.parse(text));
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

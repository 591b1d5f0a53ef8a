package metatextgrad.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.chat.BadRequestException;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.chat.Completions;
import metatextgrad.simulator.chat.ErrorResponses;
import metatextgrad.simulator.chat.JsonResponse;
import metatextgrad.simulator.chat.RequestReader;
import metatextgrad.simulator.fault.Fault;
import metatextgrad.simulator.fault.FaultSource;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.fault.RateLimiter;
import metatextgrad.simulator.fault.UnusableBody;
import metatextgrad.simulator.role.CallLog;
import metatextgrad.simulator.role.Simulator;

/**
 * Chat completions: counts a call, applies the rate limit and the latency, then answers or fails.
 */
public record ChatHandler(
        Simulator simulator,
        LatencyPlan latency,
        RateLimiter limiter,
        FaultSource faults,
        Set<String> refused)
        implements HttpHandler {
    private static final Duration LONGER_THAN_ANY_TIMEOUT = Duration.ofHours(1);

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        ChatRequest request;
        try {
            request = RequestReader.read(HttpTransfer.body(exchange), refused);
        } catch (BadRequestException e) {
            HttpTransfer.send(exchange, e.response());
            return;
        }
        try (CallLog.Call call = simulator.calls().begin(request)) {
            answer(exchange, request, call.attempt());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, ChatRequest request, long attempt)
            throws IOException, InterruptedException {
        RateLimiter.RateDecision decision = limiter.admit(Completions.promptTokens(request));
        decision.headers().forEach(exchange.getResponseHeaders()::set);
        if (!decision.admitted()) {
            HttpTransfer.send(exchange, ErrorResponses.rateLimit(decision.empty()));
            return;
        }
        Dice dice = request.dice(simulator.serverSeed());
        Fault fault = faults.next(attempt, dice);
        Thread.sleep(latency.of(dice));
        respond(exchange, request, fault);
    }

    private void respond(HttpExchange exchange, ChatRequest request, Fault fault)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.None ignored -> HttpTransfer.send(exchange, simulator.answer(request));
            case Fault.Status status -> {
                if (status.retryAfter() != null)
                    exchange.getResponseHeaders().set("Retry-After", status.retryAfter());
                HttpTransfer.send(exchange, ErrorResponses.status(status.status()));
            }
            case Fault.Quota ignored -> HttpTransfer.send(exchange, ErrorResponses.quota());
            case Fault.Hang ignored -> Thread.sleep(LONGER_THAN_ANY_TIMEOUT);
            case Fault.Reset ignored -> HttpTransfer.sendHalf(exchange, simulator.answer(request));
            case Fault.Slow ignored -> HttpTransfer.sendSlowly(exchange, simulator.answer(request));
            case Fault.Unusable broken -> HttpTransfer.send(exchange, unusable(broken, request));
        }
    }

    private JsonResponse unusable(Fault.Unusable broken, ChatRequest request) {
        return UnusableBody.of(broken.kind(), request, simulator.serverSeed());
    }
}

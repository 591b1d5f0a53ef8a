package metatextgrad.services.gateway.api;

import static java.util.stream.Collectors.joining;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metatextgrad.services.gateway.chat.SmallBody;
import metatextgrad.services.gateway.proxy.Bodies;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.proxy.NoRoom;
import metatextgrad.services.gateway.proxy.RequestRoom;
import metatextgrad.services.gateway.settings.KeyLimits;
import metatextgrad.services.gateway.settings.KeyStreams;
import metatextgrad.services.gateway.settings.LiveRules;
import metatextgrad.services.gateway.traffic.Backlog;
import metatextgrad.services.gateway.traffic.KafkaWriter;
import metatextgrad.services.gateway.views.LiveViews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes under {@code /api/v1}, for applications that do not proxy and for operators. Every
 * request but that for the description needs a gateway key. Thread-safe.
 */
public final class ApiRoutes {
    /** The path of the description, below {@link Route#BASE}. */
    public static final String DESCRIPTION = "/openapi.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(ApiRoutes.class);
    private static final Duration DECISION = Duration.ofSeconds(10);
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    private final LiveRules rules;
    private final KeyLimits limits;
    private final KeyStreams streams;
    private final RequestRoom room;
    private final List<Route> routes;
    private final byte[] description;
    private final Decisions decisions;
    private final RunCommands commands;
    private final LetterCommands letters;

    public ApiRoutes(
            LiveRules rules,
            KeyLimits limits,
            KeyStreams streams,
            PromptRoutes prompts,
            LiveViews views,
            KafkaWriter writer,
            Backlog backlog,
            RequestRoom room,
            InstantSource clock) {
        this.rules = rules;
        this.room = room;
        this.limits = limits;
        this.streams = streams;
        KafkaDelivery kafka = new KafkaDelivery(writer, backlog);
        decisions = new Decisions(views, kafka, clock, DECISION);
        commands = new RunCommands(kafka);
        letters = new LetterCommands(kafka, clock);
        routes =
                Stream.of(
                                new WriteRoutes(kafka, new SeenKeys(), views, clock).routes(),
                                prompts.routes(),
                                new ReadRoutes(views).routes(),
                                new FeedRoutes(views).routes(),
                                new DecisionRoutes(decisions).routes(),
                                new RunRoutes(views, commands).routes())
                        .flatMap(List::stream)
                        .toList();
        description = description();
    }

    /** Returns what sends decisions of operators. */
    public Decisions decisions() {
        return decisions;
    }

    /** Returns what sends commands to runs. */
    public RunCommands commands() {
        return commands;
    }

    /** Returns what sends records of dead letters again. */
    public LetterCommands letters() {
        return letters;
    }

    /** Returns all routes but that of the description. */
    public List<Route> routes() {
        return routes;
    }

    /** Adds the routes to a server. */
    public void addTo(JavalinDefaultRoutingApi server) {
        server.get(Route.BASE + DESCRIPTION, this::describe);
        for (Route route : routes)
            server.addHttpHandler(route.method(), Route.BASE + route.path(), guarded(route));
        for (HandlerType type : HandlerType.values())
            if (type.isHttpMethod()) server.addHttpHandler(type, "/api/*", this::unknown);
    }

    private void describe(Context context) throws IOException {
        context.res().setContentType("application/yaml");
        context.res().setHeader("Cache-Control", "max-age=300");
        context.res().getOutputStream().write(description);
    }

    private static byte[] description() {
        try (InputStream in = ApiRoutes.class.getResourceAsStream("/gateway/openapi.yaml")) {
            if (in == null) throw new IllegalStateException("the description is missing");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the description cannot be read", e);
        }
    }

    private Handler guarded(Route route) {
        return context -> {
            try (RequestRoom.Place place = room.enter()) {
                ApiCall call = new ApiCall(context, rules, limits, streams, place);
                call.requireQuery(route.query());
                route.action().answer(call);
            } catch (NoRoom e) {
                Bodies.drop(context.req());
                refuse(context, e.denied());
            } catch (Denied e) {
                drop(context);
                refuse(context, e);
            } catch (IOException e) {
                LOG.debug("a client went away: {}", e.toString());
                refuse(context, Problem.INVALID_BODY.denied("the request ended before its end"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.error("a request failed", e);
                refuse(context, Problem.GATEWAY_ERROR.denied("the gateway failed: see its log"));
            }
        };
    }

    /** A client that still sends its body would not see the refusal. */
    private static void drop(Context context) {
        try {
            Bodies.drop(context.req());
        } catch (IOException gone) {
            LOG.debug("a client went away: {}", gone.toString());
        }
    }

    /** Answers a request for a path or a method that no route has. */
    private void unknown(Context context) {
        drop(context);
        String allowed = allowed(context.path());
        if (allowed.isEmpty()) {
            refuse(context, Problem.UNKNOWN_PATH.denied("there is nothing at this path"));
            return;
        }
        context.res().setHeader("Allow", allowed);
        refuse(
                context,
                Problem.METHOD_NOT_ALLOWED.denied("this path has %s only".formatted(allowed)));
    }

    private String allowed(String path) {
        if (path.equals(Route.BASE + DESCRIPTION)) return HandlerType.GET.name();
        return routes.stream()
                .filter(one -> path.matches(pattern(Route.BASE + one.path())))
                .map(one -> one.method().name())
                .collect(joining(", "));
    }

    private static String pattern(String path) {
        return PARAMETER.matcher(path).replaceAll("[^/]+");
    }

    private static void refuse(Context context, Denied e) {
        var response = context.res();
        if (response.isCommitted()) return;
        // Of the proxy's refusals only those with a type of the API reach its routes.
        Problem problem = Problem.of(e.code()).orElse(Problem.GATEWAY_ERROR);
        if (e.retryAfter() > 0) response.setHeader("Retry-After", String.valueOf(e.retryAfter()));
        response.setStatus(problem.status());
        response.setContentType("application/problem+json");
        byte[] body =
                SmallBody.problem(problem.status(), problem.code(), String.valueOf(e.getMessage()));
        try {
            response.getOutputStream().write(body);
        } catch (IOException gone) {
            LOG.debug("a client went away: {}", gone.toString());
        }
    }
}

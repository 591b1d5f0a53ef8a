package metatextgrad.services.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;
import metatextgrad.json.FeedbackJson;
import metatextgrad.json.TaskJson;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.services.gateway.chat.SmallBody;
import metatextgrad.services.gateway.proxy.Access;
import metatextgrad.services.gateway.proxy.Bodies;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.settings.GatewayKey;
import metatextgrad.services.gateway.settings.LiveRules;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.tables.ServedTable;
import metatextgrad.services.gateway.tables.ServingTables;
import metatextgrad.services.gateway.traffic.TrafficRecord;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes under {@code /api/v1}, for applications that do not proxy. Every request needs a
 * gateway key. Thread-safe.
 */
public final class ApiRoutes {
    /** The largest body, in bytes: more than any valid task has. */
    public static final int MAX_BODY = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ApiRoutes.class);
    private static final int MAX_KEY = 200;

    private final LiveRules rules;
    private final ServingTables tables;
    private final KafkaDelivery kafka;
    private final SeenKeys seen = new SeenKeys();
    private final InstantSource clock;

    public ApiRoutes(
            LiveRules rules, ServingTables tables, KafkaDelivery kafka, InstantSource clock) {
        this.rules = rules;
        this.tables = tables;
        this.kafka = kafka;
        this.clock = clock;
    }

    /** Adds the routes to a server. */
    public void addTo(JavalinDefaultRoutingApi routes) {
        routes.post("/api/v1/tasks", guarded(this::task));
        routes.post("/api/v1/feedback", guarded(this::feedback));
        routes.get("/api/v1/prompts/{project}", guarded(this::prompts));
        Handler unknown =
                guarded(
                        context -> {
                            throw new Denied(404, "unknown-path", "there is nothing at this path");
                        });
        routes.get("/api/*", unknown);
        routes.post("/api/*", unknown);
    }

    private void task(Context context) throws IOException {
        GatewayKey key = key(context);
        String body = body(context);
        String once = idempotencyKey(context);
        TaskSubmitted task = read(() -> TaskJson.read(body, null, null));
        require(key, Scope.FEED, task.project());
        boolean named =
                !task.id().equals(TaskSubmitted.idOf(task.project(), task.input(), task.target()));
        if (once != null && !named) task = renamed(task, key.name(), once);
        write(key, once, body, new TrafficRecord(Topics.TASKS, TaskJson.write(task)));
        accepted(context, task.id());
    }

    private void feedback(Context context) throws IOException {
        GatewayKey key = key(context);
        String body = body(context);
        String once = idempotencyKey(context);
        Instant now = clock.instant();
        FeedbackGiven feedback = read(() -> FeedbackJson.read(body, now));
        require(key, Scope.FEED, feedback.project());
        write(key, once, body, new TrafficRecord(Topics.FEEDBACK, body));
        accepted(context, feedback.task());
    }

    private void prompts(Context context) throws IOException {
        GatewayKey key = key(context);
        ProjectId project = new ProjectId(context.pathParam("project"));
        require(key, Scope.READ, project);
        ServedTable table =
                tables.table(project)
                        .orElseThrow(
                                () ->
                                        new Denied(
                                                404,
                                                "no-prompts",
                                                "project `%s` serves nothing yet"
                                                        .formatted(project)));
        String label = context.queryParam("label");
        String json = label == null ? table.json() : labelled(table, label);
        String tag = "\"" + ContentHash.of("etag", json) + "\"";
        context.res().setHeader("ETag", tag);
        context.res().setHeader("Cache-Control", "private, max-age=5");
        if (tag.equals(context.req().getHeader("If-None-Match"))) context.res().setStatus(304);
        else send(context, 200, "application/json", json.getBytes(UTF_8));
    }

    private static String labelled(ServedTable table, String label) {
        return table.labelledJson(label).orElseThrow(() -> Denied.unknownLabel(table, label));
    }

    private void write(GatewayKey key, @Nullable String once, String body, TrafficRecord record) {
        String route = record.topic().name();
        if (!seen.isNew(key, route, once, body)) return;
        kafka.write(record);
        seen.add(key, route, once, body);
    }

    /** Returns a task whose id is a function of the key, so that a repeated request is the same. */
    private static TaskSubmitted renamed(TaskSubmitted task, String sender, String once) {
        return new TaskSubmitted(
                task.project(),
                new TaskId(ContentHash.of("idempotency", task.project(), sender, once)),
                task.input(),
                task.target(),
                task.set(),
                task.split(),
                task.group());
    }

    private GatewayKey key(Context context) {
        return switch (Access.of(context.req(), rules.now())) {
            case Access.Granted(GatewayKey key) -> key;
            case Access.OwnKey own ->
                    throw new Denied(
                            401,
                            "key-required",
                            "send a gateway key: `Authorization: Bearer %s...`"
                                    .formatted(GatewayKey.PREFIX));
        };
    }

    private static void require(GatewayKey key, Scope scope, ProjectId project) {
        if (!key.allows(scope, project))
            throw new Denied(
                    403,
                    "not-allowed",
                    "the gateway key `%s` has no scope `%s` for project `%s`"
                            .formatted(key.name(), scope.name().toLowerCase(Locale.ROOT), project));
    }

    private static String body(Context context) throws IOException {
        byte[] body = Bodies.read(context.req(), MAX_BODY);
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new Denied(400, "invalid-body", "the body must be UTF-8");
        }
    }

    private static @Nullable String idempotencyKey(Context context) {
        String key = context.req().getHeader("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > MAX_KEY))
            throw new Denied(
                    400,
                    "invalid-idempotency-key",
                    "Idempotency-Key must have 1 to %d characters".formatted(MAX_KEY));
        return key;
    }

    private static <T> T read(Supplier<T> body) {
        try {
            return body.get();
        } catch (IllegalArgumentException e) {
            throw new Denied(400, "invalid-body", String.valueOf(e.getMessage()));
        }
    }

    private static void accepted(Context context, TaskId task) throws IOException {
        send(context, 202, "application/json", SmallBody.task(task.value()));
    }

    private static Handler guarded(Handler handler) {
        return context -> {
            try {
                handler.handle(context);
            } catch (Denied e) {
                if (e.status() == 503)
                    context.res().setHeader("Retry-After", KafkaDelivery.RETRY_SECONDS);
                // Types are addresses, which have dashes; codes of OpenAI have underscores.
                String type = e.code().replace('_', '-');
                problem(context, e.status(), type, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.error("a request failed", e);
                problem(context, 500, "gateway-error", "the gateway failed: see its log");
            }
        };
    }

    private static void problem(Context context, int status, String code, String detail)
            throws IOException {
        byte[] body = SmallBody.problem(status, code, detail);
        send(context, status, "application/problem+json", body);
    }

    private static void send(Context context, int status, String type, byte[] body)
            throws IOException {
        context.res().setStatus(status);
        context.res().setContentType(type);
        context.res().getOutputStream().write(body);
    }
}

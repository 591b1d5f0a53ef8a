package metatextgrad.services.gateway.proxy;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import metatextgrad.model.ProjectId;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.services.gateway.chat.CompletionRequest;
import metatextgrad.services.gateway.chat.InvalidChat;
import metatextgrad.services.gateway.meters.GatewayMeters;
import metatextgrad.services.gateway.meters.GatewayMeters.Outcome;
import metatextgrad.services.gateway.settings.GatewayRules;
import metatextgrad.services.gateway.settings.KeyLimits;
import metatextgrad.services.gateway.settings.LiveRules;
import metatextgrad.services.gateway.settings.ProjectRules;
import metatextgrad.services.gateway.tables.ServingTables;
import metatextgrad.services.gateway.upstream.ClientBody;
import metatextgrad.services.gateway.upstream.UpstreamServer;
import metatextgrad.services.gateway.upstream.Upstreams;
import metatextgrad.trace.SpanStart;
import org.jspecify.annotations.Nullable;

/**
 * The routes of OpenAI's protocol. A chat completion for a project is served by its program; every
 * other request passes through. Thread-safe.
 */
public final class ProxyRoutes {
    /** The largest chat completion, in bytes. Other bodies have no limit, since they stream. */
    public static final int MAX_CHAT = 16 << 20;

    private final LiveRules rules;
    private final KeyLimits limits;
    private final ServingTables tables;
    private final Upstreams upstreams;
    private final UpstreamCalls calls;
    private final GatewayMeters meters;
    private final ProgramRoute programs;
    private final RequestRoom room;

    /**
     * @param sampler decides which answers become tasks
     */
    public ProxyRoutes(
            LiveRules rules,
            KeyLimits limits,
            ServingTables tables,
            Upstreams upstreams,
            UpstreamCalls calls,
            GatewayMeters meters,
            Sampler sampler,
            RequestRoom room,
            InstantSource clock) {
        this.rules = rules;
        this.limits = limits;
        this.tables = tables;
        this.upstreams = upstreams;
        this.meters = meters;
        this.calls = calls;
        this.room = room;
        programs =
                new ProgramRoute(tables, calls, meters, sampler, new FailedPrograms(clock), clock);
    }

    /**
     * Answers a request.
     *
     * @throws Denied if the gateway refuses it
     */
    public void handle(Context context) throws IOException {
        HttpServletRequest request = context.req();
        HttpServletResponse response = context.res();
        GatewayRules now = rules.now();
        Access access = beforeItsBody(request, () -> access(request, now));
        ProxyPath path =
                beforeItsBody(
                        request,
                        () -> ProxyPath.of(request.getRequestURI(), request.getQueryString()));
        try (RequestRoom.Place place = room.enter()) {
            if (path.isChat(request.getMethod())) chat(request, response, access, path, place, now);
            else pass(request, response, access, path, body(request), null, place);
        } catch (NoRoom e) {
            Bodies.drop(request);
            throw e.denied();
        }
    }

    private Access access(HttpServletRequest request, GatewayRules now) {
        Access access = Access.of(request, now);
        access.requireServe();
        access.requireRate(limits, now);
        return access;
    }

    /** A client that still sends its body would not see the refusal. */
    private static <T> T beforeItsBody(HttpServletRequest request, Supplier<T> work)
            throws IOException {
        try {
            return work.get();
        } catch (Denied e) {
            Bodies.drop(request);
            throw e;
        }
    }

    private void chat(
            HttpServletRequest request,
            HttpServletResponse response,
            Access access,
            ProxyPath path,
            RequestRoom.Place place,
            GatewayRules now)
            throws IOException {
        byte[] body = Bodies.read(request, MAX_CHAT, place::body);
        CompletionRequest chat = read(body, path);
        Target target = path.project();
        if (target == null && chat != null) target = Target.ofModel(chat.model());
        if (target == null || chat == null)
            pass(request, response, access, path, ClientBody.of(body), chat, place);
        else programs.answer(call(request, response, access, path, target, chat, place, now));
    }

    /** Returns the body; null if it is for the model server to refuse. */
    private static @Nullable CompletionRequest read(byte[] body, ProxyPath path) {
        try {
            return CompletionRequest.read(body);
        } catch (InvalidChat e) {
            if (path.project() == null) return null;
            throw e;
        }
    }

    private ChatCall call(
            HttpServletRequest request,
            HttpServletResponse response,
            Access access,
            ProxyPath path,
            Target target,
            CompletionRequest chat,
            RequestRoom.Place place,
            GatewayRules now) {
        ProjectId project = target.project();
        ProjectRules its = now.of(project);
        if (tables.isUnknown(project) && !now.projects().containsKey(project))
            throw new Denied(
                    404,
                    "unknown_project",
                    "there is no project `%s`: check the name".formatted(project));
        ModelSpec spec = tables.model(project).orElse(null);
        UpstreamServer server = server(spec, project);
        access.requireServe(project, server);
        String model = its.model() != null ? its.model() : spec == null ? null : spec.name();
        if (model == null && path.project() == null)
            throw new Denied(
                    503,
                    "model_unknown",
                    "the model of project `%s` is not known yet: try again, or set `model` for it in the gateway's file"
                            .formatted(project));
        int query = path.rest().indexOf('?');
        return new ChatCall(
                request,
                response,
                chat.requireMessages(),
                place,
                query < 0 ? "" : path.rest().substring(query),
                target,
                access,
                UUID.randomUUID().toString(),
                its,
                server,
                spec,
                model);
    }

    /** While its definition is unknown, texts of a project must not reach another server. */
    private UpstreamServer server(@Nullable ModelSpec spec, ProjectId project) {
        if (spec == null && upstreams.hasOthers())
            throw new Denied(
                    503,
                    "model_unknown",
                    "the model server of project `%s` is not known yet: try again"
                            .formatted(project));
        return upstreams
                .of(spec)
                .orElseThrow(
                        () ->
                                new Denied(
                                        502,
                                        "server_not_allowed",
                                        "the gateway's MTG_MODEL_SERVERS does not list the model server of project `%s`"
                                                .formatted(project)));
    }

    private void pass(
            HttpServletRequest request,
            HttpServletResponse response,
            Access access,
            ProxyPath path,
            ClientBody body,
            @Nullable CompletionRequest chat,
            RequestRoom.Place place)
            throws IOException {
        UpstreamServer server = beforeItsBody(request, () -> server(access, path));
        SpanStart span =
                chat == null
                        ? new SpanStart.RequestForwarded(request.getMethod(), server.baseUrl())
                        : ChatSpans.passed(server, chat);
        UpstreamCalls.Response answer =
                calls.send(request, response, access, server, path.rest(), body, span);
        Tee copy = chat != null && answer.span().recording() ? new Tee(place) : null;
        Outcome end = calls.relay(answer, request, response, copy);
        meters.called(end, answer.first());
    }

    /** Returns the server of a request that passes through. */
    private UpstreamServer server(Access access, ProxyPath path) {
        Target project = path.project();
        if (project == null) return upstreams.standard();
        UpstreamServer server =
                server(tables.model(project.project()).orElse(null), project.project());
        access.requireServe(project.project(), server);
        return server;
    }

    /** Returns the body of a request as it arrives. */
    private static ClientBody body(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        boolean chunked = request.getHeader("Transfer-Encoding") != null;
        return length == 0 || (length < 0 && !chunked)
                ? ClientBody.of(new byte[0])
                : ClientBody.arriving(request.getInputStream(), length);
    }
}

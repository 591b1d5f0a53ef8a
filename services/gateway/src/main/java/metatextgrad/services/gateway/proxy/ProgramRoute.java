package metatextgrad.services.gateway.proxy;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metatextgrad.candidate.NextNode;
import metatextgrad.candidate.ProgramRunner;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.services.gateway.chat.Completion;
import metatextgrad.services.gateway.meters.GatewayMeters;
import metatextgrad.services.gateway.meters.GatewayMeters.Outcome;
import metatextgrad.services.gateway.meters.GatewayMeters.Served;
import metatextgrad.services.gateway.tables.ServedTable;
import metatextgrad.services.gateway.tables.ServedVersion;
import metatextgrad.services.gateway.tables.ServingTables;
import metatextgrad.services.gateway.traffic.ServedAnswer.DrawnVersion;
import metatextgrad.services.gateway.upstream.ClientBody;
import metatextgrad.trace.SpanEnd;
import metatextgrad.trace.TraceSpan;
import org.jspecify.annotations.Nullable;

/**
 * Answers chat completions of projects: with the chosen version, else with the last good program of
 * one call, else with the model alone. Thread-safe.
 */
record ProgramRoute(
        ServingTables tables,
        UpstreamCalls upstream,
        GatewayMeters meters,
        Sampler sampler,
        FailedPrograms failures,
        InstantSource clock) {
    static final String TASK = "x-mtg-task-id";
    static final String VERSION = "x-mtg-prompt-version";
    private static final String PATH = "/chat/completions";
    private static final String NONE = "pass-through";

    /** What serves: a version, and the draw of it; a label is no draw. */
    private record Choice(ServedVersion version, @Nullable DrawnVersion draw) {}

    void answer(ChatCall call) throws IOException {
        call.response().setHeader(TASK, call.task());
        Optional<ServedTable> table = tables.table(call.target().project());
        DrawnVersion draw = null;
        if (table.isPresent()) {
            Choice choice = choose(call, table.get());
            if (serve(call, choice)) return;
            // Its failures count for the drawn version too, or it would look better than it is.
            draw = choice.draw;
            ServedVersion fallback = table.get().fallback();
            if (fallback != null && fallback.text() != null) {
                var response = send(call, call.edit().system(call.system(fallback.text())).body());
                finish(call, response, Served.FALLBACK, fallback, draw);
                return;
            }
        }
        finish(call, send(call, call.edit().body()), Served.PASS_THROUGH, null, draw);
    }

    private Choice choose(ChatCall call, ServedTable table) {
        String label = call.target().label();
        if (label == null) {
            ServedTable.Chosen chosen = table.choose(call.unit());
            ServedVersion version = chosen.version();
            return new Choice(
                    version, new DrawnVersion(version.id(), table.serial(), chosen.probability()));
        }
        return table.labelled(label)
                .map(version -> new Choice(version, null))
                .orElseThrow(() -> Denied.unknownLabel(table, label));
    }

    /** Returns false if this version cannot answer, and nothing was sent to the client. */
    private boolean serve(ChatCall call, Choice choice) throws IOException {
        String text = choice.version.text();
        if (text != null) {
            var response = send(call, call.edit().system(call.system(text)).body());
            finish(call, response, Served.PROGRAM, choice.version, choice.draw);
            return true;
        }
        Program program = choice.version.program();
        ModelSpec spec = call.spec();
        if (program == null || spec == null || !call.chat().plain()) return false;
        return switch (run(call, program, spec)) {
            case ProgramRunner.Result.Failed failed -> {
                failures.report(call.target().project(), failed);
                yield false;
            }
            case ProgramRunner.Result.LastCall(List<Message> messages) -> {
                var response = send(call, call.edit().messages(messages).body());
                if (!response.isOk()) {
                    response.drop();
                    meters.called(Outcome.of(response.http().status()), response.first());
                    yield false;
                }
                finish(call, response, Served.PROGRAM, choice.version, choice.draw);
                yield true;
            }
            case ProgramRunner.Result.Answer(String answer) -> {
                write(call, choice, answer, spec);
                yield true;
            }
        };
    }

    /** Makes the calls before the last one, as long as the client waits. */
    private ProgramRunner.Result run(ChatCall call, Program program, ModelSpec spec) {
        OpenAiModel model = call.access().client(call.server());
        return upstream.watched(
                call.request(),
                call.response(),
                () ->
                        ProgramRunner.run(
                                prepared(call, program),
                                call.chat().input(),
                                node -> ask(call, model, spec, node)),
                result -> {});
    }

    private Reply ask(ChatCall call, OpenAiModel model, ModelSpec spec, NextNode.Call node) {
        if (Thread.currentThread().isInterrupted())
            throw new Denied(503, "shutting_down", "this gateway shuts down: try again");
        int seed =
                (int) (ContentHash.number("gateway", call.task(), node.node(), node.part()) >>> 33);
        TraceSpan span =
                upstream.traces().call(call.request(), ChatSpans.inner(call, spec, node, seed));
        long begin = System.nanoTime();
        Reply reply = model.withTrace(span.context()).ask(spec, node.messages(), seed);
        // Where the client went away, the watch counts that.
        if (!Thread.currentThread().isInterrupted())
            meters.called(outcome(reply), Duration.ofNanos(System.nanoTime() - begin));
        span.end(new SpanEnd.Replied(reply));
        return reply;
    }

    private static Outcome outcome(Reply reply) {
        return switch (reply) {
            case Reply.Served served -> Outcome.OK;
            case Reply.RateLimited limited -> Outcome.REFUSED;
            case Reply.Refused refused -> Outcome.REFUSED;
            case Reply.Blocked blocked -> Outcome.REFUSED;
            case Reply.TryAgain again ->
                    switch (again.reach()) {
                        case NO_CONNECTION -> Outcome.UNREACHABLE;
                        case SERVER -> Outcome.FAILED;
                        case MODEL -> Outcome.BROKEN;
                    };
            case Reply.TimedOut late -> Outcome.UNREACHABLE;
        };
    }

    /** Returns the program with variables, and with the client's system message by the rules. */
    private static Program prepared(ChatCall call, Program program) {
        Map<String, String> prompts = new LinkedHashMap<>();
        for (Node node : program.nodes())
            if (node instanceof Node.LlmCall one)
                prompts.put(one.id(), call.system(one.prompt().value()));
        return program.withPrompts(prompts);
    }

    private UpstreamCalls.Response send(ChatCall call, byte[] body) {
        return upstream.send(
                call.request(),
                call.response(),
                call.access(),
                call.server(),
                PATH + call.query(),
                ClientBody.of(body),
                ChatSpans.served(call, body));
    }

    private void finish(
            ChatCall call,
            UpstreamCalls.Response response,
            Served by,
            @Nullable ServedVersion version,
            @Nullable DrawnVersion draw) {
        call.response().setHeader(VERSION, version == null ? NONE : version.id().value());
        meters.served(call.target().project().value(), by);
        boolean sampled = sampler.isSampled(call);
        Tee copy = sampled || response.span().recording() ? new Tee(call.room()) : null;
        Outcome end = upstream.relay(response, call.request(), call.response(), copy);
        meters.called(end, response.first());
        if (end == Outcome.OK && copy != null && sampled)
            response.answer(copy).ifPresent(answer -> sampler.relayed(call, answer, draw));
    }

    /** Writes an answer that no model wrote as it is. */
    private void write(ChatCall call, Choice choice, String answer, ModelSpec spec)
            throws IOException {
        Completion completion =
                new Completion(call.task(), clock.instant().getEpochSecond(), spec.name(), answer);
        boolean stream = call.chat().stream();
        call.response().setHeader(VERSION, choice.version.id().value());
        call.response().setContentType(stream ? "text/event-stream" : "application/json");
        call.response().getOutputStream().write(stream ? completion.stream() : completion.whole());
        call.response().getOutputStream().close();
        meters.served(call.target().project().value(), Served.PROGRAM);
        sampler.answered(call, answer, choice.draw);
    }
}

package metatextgrad.services.gateway.console;

import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.ProjectId;
import metatextgrad.services.gateway.api.Decisions;
import metatextgrad.services.gateway.api.Decisions.Outcome;
import metatextgrad.services.gateway.api.Problem;
import metatextgrad.services.gateway.api.RunCommands;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.views.ApiJson;
import metatextgrad.services.gateway.views.PromotionRow;
import metatextgrad.services.gateway.views.ReadModels.TimedRun;

/** Decisions and commands that people send by forms: the same as those of the API. Thread-safe. */
record Forms(Pages pages, Decisions decisions, RunCommands commands) {
    /** Decides what serves. The second of two people gets a page on what the first decided. */
    void decide(ConsoleCall call) throws IOException, InterruptedException {
        call.requireToken();
        ProjectId project = call.project(Scope.OPERATE).project().id();
        String word = call.field("decision");
        switch (decisions.decide(project, body(call, word), call.sender())) {
            case Outcome.Made made ->
                    back(call, project, "Done: %s.".formatted(PromotionRow.of(made.table()).why()));
            case Outcome.Waiting waiting ->
                    back(
                            call,
                            project,
                            "Sent. The rollout service has not answered yet: load the page again.");
            case Outcome.Late late ->
                    pages.send(
                            call.context(),
                            HttpStatus.CONFLICT.getCode(),
                            "decided",
                            PageHead.of("Already decided", call),
                            PromotionRow.of(late.made()));
        }
    }

    private static String body(ConsoleCall call, String word) {
        Map<String, Object> body = new TreeMap<>();
        body.put("decision", word);
        body.put("reason", call.field("reason"));
        if (!call.field("version").isEmpty()) body.put("version", call.field("version"));
        body.put("seen", whole("seen", call.field("seen")));
        if (word.equals("approve")) body.put("share", share(call.field("share")));
        return ApiJson.write(body);
    }

    private static long whole(String field, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Problem.INVALID_BODY.denied("`%s` must be a whole number".formatted(field));
        }
    }

    private static double share(String percent) {
        try {
            return new BigDecimal(percent).movePointLeft(2).doubleValue();
        } catch (NumberFormatException | ArithmeticException e) {
            throw Problem.INVALID_BODY.denied("`share` must be a number");
        }
    }

    private static void back(ConsoleCall call, ProjectId project, String notice) {
        call.session().notice().set(notice);
        call.context().redirect(Figures.projectUrl(project.value()), HttpStatus.SEE_OTHER);
    }

    /** Pauses, resumes or cancels a run. */
    void command(ConsoleCall call) {
        call.requireToken();
        TimedRun run = call.run(Scope.OPERATE);
        RunCommands.Wanted wanted =
                RunCommands.read(
                        ApiJson.write(
                                Map.of(
                                        "command",
                                        call.field("command"),
                                        "reason",
                                        call.field("reason"))));
        RunCommands.Sent sent = commands.send(wanted, run.state(), call.sender());
        call.session()
                .notice()
                .set(sent.sent() ? "Sent: %s.".formatted(sent.command()) : sent.message());
        call.context().redirect(Figures.runUrl(sent.run()), HttpStatus.SEE_OTHER);
    }
}

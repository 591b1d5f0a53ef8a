package metatextgrad.services.gateway.console;

import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.services.gateway.api.LetterCommands;
import metatextgrad.services.gateway.api.Problem;
import metatextgrad.services.gateway.records.DeadLetterRecords;
import metatextgrad.services.gateway.records.DeadLetterRecords.Letter;
import metatextgrad.services.gateway.records.RecordReader;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.views.ApiJson;
import metatextgrad.services.gateway.views.LetterProject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages about dead letters. A person sees those of the projects for which they have the scope
 * {@code operate}. Only a key of all projects sees those whose project is not known. Thread-safe.
 */
record LetterPages(Pages pages, RecordReader records, LetterCommands commands) {
    private static final Logger LOG = LoggerFactory.getLogger(LetterPages.class);

    void list(ConsoleCall call) throws IOException {
        require(call);
        DeadLetterRecords found = DeadLetterRecords.of(records);
        List<Letter> visible =
                found.letters().stream().filter(one -> isVisible(call, one.letter())).toList();
        pages.send(
                call.context(),
                200,
                "letters",
                PageHead.of("Dead letters", call),
                LettersPage.of(visible, call.pageNumber(), found.isWhole()));
    }

    void letter(ConsoleCall call) throws IOException {
        Letter letter = one(call);
        boolean edits = call.context().queryParam("edit") != null;
        if (edits)
            LOG.info(
                    "{} reads dead letter {} without masks",
                    call.visitor().name(),
                    letter.letter().key());
        pages.send(
                call.context(),
                200,
                "letter",
                PageHead.of("Dead letter " + letter.letter().key(), call),
                LetterPage.of(letter, edits));
    }

    /** Sends the record again, unless another person was first. */
    void send(ConsoleCall call) {
        call.requireToken();
        Letter letter = one(call);
        String id = letter.letter().key();
        if (!call.field("seen").equals(String.valueOf(letter.sent().size())))
            throw Problem.ALREADY_DECIDED.denied(
                    letter.sent().isEmpty()
                            ? "`seen` must be how often the record was sent again"
                            : "%s has sent this record again already, at %s: %s"
                                    .formatted(
                                            letter.sent().getLast().by(),
                                            letter.sent().getLast().at(),
                                            letter.sent().getLast().reason()));
        String value = call.has("value") ? call.field("value").replace("\r\n", "\n") : null;
        String reason = ApiJson.write(Map.of("reason", call.field("reason")));
        commands.send(
                letter.letter(),
                LetterCommands.Wanted.of(value, reason),
                call.sender(),
                project -> call.may(Scope.OPERATE, project));
        call.session().notice().set("Sent again: %s.".formatted(id));
        call.context().redirect(Figures.letterUrl(id), HttpStatus.SEE_OTHER);
    }

    private Letter one(ConsoleCall call) {
        require(call);
        String id = call.path("letter", text -> text);
        return DeadLetterRecords.one(records, id)
                .filter(one -> isVisible(call, one.letter()))
                .orElseThrow(
                        () ->
                                Problem.UNKNOWN_PATH.denied(
                                        "there is no dead letter `%s` among the newest"
                                                .formatted(id)));
    }

    private static void require(ConsoleCall call) {
        if (!call.visitor().may(Scope.OPERATE))
            throw Problem.NOT_ALLOWED.denied(
                    "`%s` has no scope `operate`".formatted(call.visitor().name()));
    }

    private static boolean isVisible(ConsoleCall call, DeadLetter letter) {
        if (call.visitor().mayAll(Scope.OPERATE)) return true;
        Optional<ProjectId> project =
                LetterProject.of(letter, id -> call.models().project(id).isPresent());
        return project.isPresent() && call.may(Scope.OPERATE, project.get());
    }
}

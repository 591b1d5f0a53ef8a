package metatextgrad.cli.projects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.model.ControlCharacters;
import metatextgrad.view.VersionStage;

/**
 * A command to forget a group that was sent, and the versions that quote the group. Pure.
 *
 * @param done what was sent, in one line
 * @param versions oldest first
 * @param commands that take these versions from users, in the order to run them
 * @param notes what the commands do not do, in one line each
 */
record ForgottenGroupView(
        String project,
        String done,
        List<Quoting> versions,
        List<String> commands,
        List<String> notes)
        implements View {
    /**
     * A version that quotes the group.
     *
     * @param share of the traffic, from 0 to 1
     * @param labels that operators gave it
     * @param quote the first passage that a text of the group has too
     */
    record Quoting(
            @JsonIgnore String shortId,
            String version,
            VersionStage stage,
            double share,
            List<String> labels,
            String quote) {}

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(done);
        if (versions.isEmpty()) {
            lines.add("no version quotes it");
            return lines;
        }
        lines.add("versions that quote it:");
        TextTable table = TextTable.of("version | share | labels | stage | quote");
        for (Quoting one : versions)
            table.row(
                    one.shortId(),
                    one.share() == 0 ? "-" : Texts.format("%.0f %%", 100 * one.share()),
                    one.labels().isEmpty() ? "-" : String.join(", ", one.labels()),
                    one.stage().title(),
                    ControlCharacters.line(one.quote()));
        lines.addAll(table.lines());
        lines.addAll(notes);
        return lines;
    }

    @Override
    public List<String> next() {
        List<String> next = new ArrayList<>(commands);
        if (!notes.isEmpty()) next.add("mtg prompts ls --project " + project);
        next.add("mtg adapt status " + project);
        return next;
    }
}

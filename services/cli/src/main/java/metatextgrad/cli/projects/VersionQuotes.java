package metatextgrad.cli.projects;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metatextgrad.candidate.Quotes;
import metatextgrad.candidate.RunTextGuard;
import metatextgrad.model.Program;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.project.Project;

/**
 * Finds what versions of a project quote from a group, by the rule for results of windows: what the
 * project file and its seed program have is no quote. Pure.
 */
final class VersionQuotes {
    private VersionQuotes() {}

    /**
     * Returns the first passage of each version that has one.
     *
     * @param project as its file defines it
     * @param versions by id
     */
    static Map<VersionId, String> of(
            Project project, Map<VersionId, PromptVersion> versions, GroupTexts read) {
        List<String> known = RunTextGuard.ofFile(project);
        List<Program> programs = versions.values().stream().map(PromptVersion::program).toList();
        Quotes.Passages texts = Quotes.passages(programs, read.texts());
        Map<VersionId, Quotes.Passages> answers = new LinkedHashMap<>();
        read.answers().forEach((id, of) -> answers.put(id, Quotes.passages(programs, of)));
        Map<VersionId, String> quotes = new LinkedHashMap<>();
        versions.forEach(
                (id, version) ->
                        Quotes.first(version.program(), texts, known)
                                .or(() -> ofAnswers(version, versions, answers, known))
                                .ifPresent(passage -> quotes.put(id, passage)));
        return quotes;
    }

    /** An answer may repeat words of the prompt that it was given with. These are no quotes. */
    private static Optional<String> ofAnswers(
            PromptVersion version,
            Map<VersionId, PromptVersion> versions,
            Map<VersionId, Quotes.Passages> answers,
            Collection<String> known) {
        for (Map.Entry<VersionId, Quotes.Passages> one : answers.entrySet()) {
            List<String> allowed = new ArrayList<>(known);
            PromptVersion served = versions.get(one.getKey());
            if (served != null) allowed.addAll(Quotes.texts(served.program()));
            Optional<String> passage = Quotes.first(version.program(), one.getValue(), allowed);
            if (passage.isPresent()) return passage;
        }
        return Optional.empty();
    }
}

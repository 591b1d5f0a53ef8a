package metatextgrad.model.event;

import java.util.List;
import java.util.Optional;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.serving.ServingMarks;

/**
 * The whole serving table of a project: the versions that applications use.
 *
 * @param earlier champions before this one, the latest last; each can be served again
 * @param why the reason for this table, in one line
 * @param by who made it, as the command states; empty if rollout did
 * @param marks the labels and the pin
 */
public record PromptsServed(
        ProjectId project,
        VersionId champion,
        List<VersionId> earlier,
        Serving serving,
        String why,
        String by,
        Serial serial,
        ServingMarks marks)
        implements Event {
    public PromptsServed {
        earlier = List.copyOf(earlier);
    }

    /** A table without labels and pin. */
    public PromptsServed(
            ProjectId project,
            VersionId champion,
            List<VersionId> earlier,
            Serving serving,
            String why,
            String by,
            Serial serial) {
        this(project, champion, earlier, serving, why, by, serial, ServingMarks.NONE);
    }

    /** Returns the same table with other marks. */
    public PromptsServed marked(ServingMarks next) {
        return new PromptsServed(project, champion, earlier, serving, why, by, serial, next);
    }

    /** Returns the version to which a rollback returns that names none; empty if there is none. */
    public Optional<VersionId> previous() {
        return switch (serving) {
            case Serving.Canary canary -> Optional.of(champion);
            case Serving.Holdback former -> Optional.of(former.version());
            case Serving.Alone alone ->
                    earlier.isEmpty() ? Optional.empty() : Optional.of(earlier.getLast());
        };
    }

    /** Whether this table is newer than another one of the project. */
    public boolean isLaterThan(PromptsServed other) {
        int order = serial.compareTo(other.serial);
        return order > 0 || (order == 0 && marks.revision().compareTo(other.marks.revision()) > 0);
    }

    /**
     * A serving version.
     *
     * @param role champion, challenger or former
     * @param share of the traffic, above 0
     */
    public record Share(VersionId version, String role, double share) {}

    /** Returns the serving versions: the champion, then the one beside it if there is one. */
    public List<Share> shares() {
        if (!(serving instanceof Serving.Shared other))
            return List.of(new Share(champion, "champion", 1));
        String role = other instanceof Serving.Canary ? "challenger" : "former";
        return List.of(
                new Share(champion, "champion", 1 - other.share()),
                new Share(other.version(), role, other.share()));
    }

    /**
     * The same table with the texts of its versions, as JSON for applications in any language. Its
     * topic has the JSON alone.
     */
    public record PromptsJson(ProjectId project, Serial serial, String json) implements Event {
        @Override
        public String key() {
            return project.value();
        }
    }

    @Override
    public String key() {
        return project.value();
    }
}

package metatextgrad.services.gateway.console;

import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.services.gateway.settings.Rights;
import metatextgrad.services.gateway.settings.Scope;

/**
 * Who looks at a page, and what they may do now.
 *
 * @param name of the key or of the person, as decisions keep it
 * @param rights any one of them is enough; none for a person whose key or groups were removed
 */
record Visitor(String name, List<Rights> rights) {
    static final Visitor UNKNOWN = new Visitor("", List.of());

    Visitor {
        rights = List.copyOf(rights);
    }

    boolean may(Scope scope) {
        return rights.stream().anyMatch(one -> one.allow(scope));
    }

    /** Whether they have this scope for every project. */
    boolean mayAll(Scope scope) {
        return rights.stream().anyMatch(one -> one.allow(scope) && one.allProjects());
    }

    boolean may(Scope scope, ProjectId project) {
        return rights.stream().anyMatch(one -> one.allow(scope, project));
    }
}

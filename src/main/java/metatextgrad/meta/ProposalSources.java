package metatextgrad.meta;

import java.util.NavigableMap;
import java.util.Set;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.plugin.NamedPlugins;

/** The proposal sources of this process, by name. Loaded once. Thread-safe. */
final class ProposalSources {
    private static final NavigableMap<String, ProposalSource> CONTROLS =
            NamedPlugins.load(ProposalSource.class, "controls", ProposalSource::name);
    private static final ProposalSource META_MODEL = new MetaModelProposals();

    private ProposalSources() {}

    /**
     * Returns the source of a run with these settings.
     *
     * @throws IllegalArgumentException if this process has no control of that name
     */
    static ProposalSource of(MetaSettings settings) {
        String control = settings.control();
        if (control == null) return META_MODEL;
        ProposalSource source = CONTROLS.get(control);
        if (source == null)
            throw new IllegalArgumentException(
                    "no control " + control + "; there are " + CONTROLS.keySet());
        return source;
    }

    /** Returns the names of the controls, sorted. */
    static Set<String> controls() {
        return CONTROLS.navigableKeySet();
    }

    /** The source of a normal run: what the meta model proposes is tried. */
    private record MetaModelProposals() implements ProposalSource {
        @Override
        public String name() {
            return "meta-model";
        }

        @Override
        public boolean offersResult() {
            return true;
        }
    }
}

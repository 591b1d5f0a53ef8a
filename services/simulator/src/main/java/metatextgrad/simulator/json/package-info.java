/** JSON and YAML: trees, built-in resources and strict mapping to records. */
@NullMarked
package metatextgrad.simulator.json;

import org.jspecify.annotations.NullMarked;

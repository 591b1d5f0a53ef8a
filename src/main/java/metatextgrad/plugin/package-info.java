/** Finds implementations of the extension points on the class path. */
package metatextgrad.plugin;

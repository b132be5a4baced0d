// The peer of `make bench-web`: a SvelteKit page with the same list, built and served as its makers advise.
import adapter from '@sveltejs/adapter-node';

export default { kit: { adapter: adapter({ precompress: true }) } };
